package io.holdfast.server.scripting.lua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.server.bytes.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LuaRuntimeTest {

  private final World world = new World();
  private final LuaRuntime runtime = world.runtime;

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void call_ofAChunk_returnsTheOneResultItself() {
    runtime.globals().set("answer", 42.0);

    Object result = runtime.compile(Bytes.of("return answer + 1"), "@user_script").call();

    assertThat(result).isEqualTo(43.0);
  }

  @Test
  void call_ofAChunkThatReturnsNothing_returnsNoResult() {
    Object results = runtime.compile(Bytes.of("local x = 1"), "@user_script").call();

    assertThat(Results.all(results)).isEmpty();
    assertThat(Results.first(results)).isNull();
  }

  @Test
  void call_ofAChunkThatReturnsNil_returnsOneResult() {
    Object results = runtime.compile(Bytes.of("return nil"), "@user_script").call();

    assertThat(Results.all(results)).containsExactly((Object) null);
  }

  @Test
  void call_withArguments_bindsThemToVarargs() {
    LuaFunction chunk = runtime.compile(Bytes.of("return select('#', ...), ..."), "@user_script");

    assertThat(Results.all(chunk.callAll(new Object[] {1.0, null, true})))
        .containsExactly(3.0, 1.0, null, true);
  }

  @Test
  void hostFunction_calledByAScript_getsBytesUnchanged() {
    byte[] binary = {0, (byte) 0xff, 'a', (byte) 0x80};
    Bytes[] seen = new Bytes[1];
    runtime
        .globals()
        .set(
            "host",
            new LuaFunction() {
              @Override
              public Object callAll(Object[] arguments) {
                seen[0] = (Bytes) arguments[0];
                return arguments[0];
              }
            });
    runtime.globals().set("binary", Bytes.wrap(binary));

    world.run("host(binary)");

    assertThat(seen[0]).isEqualTo(Bytes.wrap(binary));
  }

  @Test
  void hostFunction_thatReturnsAnArray_returnsSeveralResults() {
    runtime
        .globals()
        .set(
            "host",
            new LuaFunction() {
              @Override
              public Object callAll(Object[] arguments) {
                return new Object[] {1.0, Bytes.of("two")};
              }
            });

    assertThat(world.run("local a, b, c = host() return b, a, c"))
        .containsExactly("two", "1", "nil");
  }

  @Test
  void error_ofAHostFunction_standsAtItsCaller() {
    runtime
        .globals()
        .set(
            "host",
            new LuaFunction() {
              @Override
              public Object callAll(Object[] arguments) {
                throw runtime.error("refused");
              }
            });

    assertThatThrownBy(() -> world.run("local x = 1\nhost()"))
        .isInstanceOf(LuaError.class)
        .hasMessage("user_script:2: refused");
  }

  @Test
  void error_thatComesOut_knowsTheLineItComesFrom() {
    LuaError error =
        catchThrowableOfType(
            LuaError.class, () -> world.run("local function f()\n  error({code = 7})\nend\n\nf()"));

    assertThat(error.source()).isEqualTo("@user_script");
    assertThat(error.line()).isEqualTo(2);
    assertThat(((LuaTable) error.value()).get("code")).isEqualTo(7.0);
  }

  @Test
  void compile_ofWhatIsNoLua_namesChunkLineAndToken() {
    assertThatThrownBy(() -> world.run("local x = 1\nreturn ="))
        .isInstanceOf(LuaSyntaxError.class)
        .hasMessage("user_script:2: unexpected symbol near '='");
  }

  @Test
  void compile_withAnEnvironment_readsAndWritesThere() {
    LuaTable environment = new LuaTable();
    environment.set("x", 1.0);

    runtime.compile(Bytes.of("y = x + 1"), "@user_script", environment).call();

    assertThat(environment.get("y")).isEqualTo(2.0);
    assertThat(runtime.globals().get("y")).isNull();
  }

  @Test
  void protect_ofAWorld_leavesTheHostFreeToWrite() {
    runtime.protect();

    runtime.globals().set("KEYS", LuaTable.of(Bytes.of("k")));

    assertThat(world.run("return KEYS[1], #KEYS")).containsExactly("k", "1");
  }

  @Test
  void protect_ofAWorld_forbidsScriptsToReplaceAFunction() {
    runtime.protect();

    assertThatThrownBy(() -> world.run("string.format = nil"))
        .hasMessage("user_script:1: Attempt to modify a readonly table");
  }

  @Test
  void protect_ofAWorld_refusesToReadAMissingGlobal() {
    runtime.protect();

    assertThatThrownBy(() -> world.run("return foo"))
        .hasMessage("user_script:1: Script attempted to access nonexistent global variable 'foo'");
  }

  @Test
  void stringMethods_ofOneWorld_areNotThoseOfAnother() {
    try (World other = new World()) {
      world.run("string.evil = function() return 'leaked' end");

      assertThat(world.run("return ('x'):evil()")).containsExactly("leaked");
      assertThatThrownBy(() -> other.run("return ('x'):evil()")).isInstanceOf(LuaError.class);
    }
  }

  @Test
  void random_ofAFreshWorld_drawsWhatRedisDrawsAfterItsStart() {
    assertThat(
            world.run(
                "return math.random(1000), math.random(1000), math.random(1000),"
                    + " math.random(1000)"))
        .containsExactly("397", "841", "354", "447");
  }

  @Test
  void runtime_afterAnError_runsTheNextScriptFromTheGround() {
    assertThatThrownBy(() -> world.run("local function f() return 1 + f() end f()"))
        .hasMessage("user_script:1: stack overflow");

    assertThat(world.run("return pcall(error, 'x', 1)")).containsExactly("false", "x");
  }
}
