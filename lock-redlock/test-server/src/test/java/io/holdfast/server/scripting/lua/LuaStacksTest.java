package io.holdfast.server.scripting.lua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.server.bytes.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LuaStacksTest {

  private final List<Thread> lent = new CopyOnWriteArrayList<>();

  private final LuaStacks stacks =
      (bytes, body) -> {
        Thread thread = new Thread(null, body, "lua-stack", bytes);
        thread.setDaemon(true);
        lent.add(thread);
        thread.start();
      };

  private String run(String script) {
    try (LuaRuntime runtime = new LuaRuntime(LuaPulse.NONE, stacks)) {
      Object result = Results.first(runtime.compile(Bytes.of(script), "@user_script").call());
      return Values.latin(Values.describe(result));
    }
  }

  private void awaitAllEnded() {
    await().atMost(Duration.ofSeconds(10)).until(() -> lent.stream().noneMatch(Thread::isAlive));
  }

  @Test
  void recursion_thatIsShallow_needsNoStack() {
    run("local function f(n) if n == 0 then return 0 end return 1 + f(n - 1) end return f(50)");

    assertThat(lent).isEmpty();
  }

  @Test
  void recursion_thatIsDeep_goesOnOnOneLentStack() {
    String result =
        run(
            "local function f(n) if n == 0 then return 0 end return 1 + f(n - 1) end"
                + " return f(16000)");

    assertThat(result).isEqualTo("16000");
    assertThat(lent).hasSize(1);
    awaitAllEnded();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "local function f() return 1 + f() end f()",
        "local function f() return ((((((((((1 + f())))))))))) end f()",
        "local function f() return {{{{{{{{f()}}}}}}}} end f()",
        "local function f() for i = 1, 2 do while true do if f() then return 1 end end end end f()",
        "local t = {} t = setmetatable(t, {__index = function(t, k) return t[k + 1] end}) t = t[1]",
        "local function f() return ('x'):gsub('x', f) end f()",
        "local function f() local t = {2, 1} table.sort(t, f) end f()",
        "local function f() return tostring(setmetatable({}, {__tostring = f})) end f()",
        "local function f() return coroutine.wrap(f)() end f()",
      })
  void recursion_withoutEnd_isAnErrorOfTheScript(String script) {
    assertThatThrownBy(() -> run(script))
        .isInstanceOf(LuaError.class)
        .hasMessageContaining("stack overflow");
    awaitAllEnded();
  }

  @Test
  void recursion_withoutAnyStackToLend_overflowsEarlyAndInOrder() {
    LuaRuntime runtime = new LuaRuntime(LuaPulse.NONE, LuaStacks.NONE);
    LuaFunction chunk =
        runtime.compile(Bytes.of("local function f() return 1 + f() end f()"), "@user_script");

    assertThatThrownBy(chunk::call).hasMessage("user_script:1: stack overflow");
  }

  @Test
  void recursion_whereTheHostHasNoStackToLend_overflowsEarlyAndInOrder() {
    LuaStacks refusing = (bytes, body) -> LuaStacks.NONE.start(bytes, body);
    try (LuaRuntime runtime = new LuaRuntime(LuaPulse.NONE, refusing)) {
      LuaFunction chunk =
          runtime.compile(
              Bytes.of("local function f() return 1 + f() end return pcall(f)"), "@user_script");

      assertThat(Results.all(chunk.call()))
          .containsExactly(false, Bytes.of("user_script:1: stack overflow"));
      assertThat(Results.all(chunk.call()))
          .containsExactly(false, Bytes.of("user_script:1: stack overflow"));
    }
  }

  @Test
  void expression_thatIsVeryLong_isRefusedAndDoesNotOverflow() {
    String sum = "return 0" + " + x".repeat(100_000);

    assertThatThrownBy(() -> run(sum))
        .isInstanceOf(LuaSyntaxError.class)
        .hasMessageContaining("function or expression too complex");
  }

  @Test
  void close_withSuspendedCoroutines_endsTheirStacks() {
    run(
        "for i = 1, 5 do coroutine.resume(coroutine.create(function()"
            + " pcall(string.rep) coroutine.yield() end)) end");

    assertThat(lent).hasSize(5);
    awaitAllEnded();
  }

  @Test
  void close_withACoroutineSuspendedDeep_endsBothItsStacks() {
    run(
        "local function f(n) if n == 0 then coroutine.yield() return 0 end return 1 + f(n - 1) end"
            + " coroutine.resume(coroutine.create(f), 10000)");

    assertThat(lent).hasSize(2);
    awaitAllEnded();
  }

  @Test
  void coroutine_thatNobodyCanReach_givesItsStackBack() {
    try (LuaRuntime runtime = new LuaRuntime(LuaPulse.NONE, stacks)) {
      LuaFunction suspend =
          runtime.compile(
              Bytes.of("coroutine.resume(coroutine.create(function() coroutine.yield() end))"),
              "@user_script");
      LuaFunction create =
          runtime.compile(Bytes.of("coroutine.create(function() end)"), "@user_script");
      suspend.call();

      await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () -> {
                System.gc();
                create.call();
                return !lent.get(0).isAlive();
              });
    }
  }

  @Test
  void coroutine_thatNobodyResumes_needsNoStack() {
    run("for i = 1, 100 do coroutine.create(function() end) end");

    assertThat(lent).isEmpty();
  }
}
