package io.holdfast.server.scripting.lua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LuaPulseTest {

  private int beats;

  private void killAtTheThird() {
    beats++;
    if (beats == 3) {
      throw new Killed();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while true do end",
        "repeat until false",
        "for i = 1, math.huge do end",
        "for i in function() return 1 end do end",
        "local function f() return f() end f()",
        "while true do pcall(function() while true do end end) end",
        "while true do xpcall(function() while true do end end, function() end) end",
        "local co = coroutine.wrap(function() while true do end end) co()",
        "while true do pcall(coroutine.wrap(function() while true do pcall(error) end end)) end",
        "local function f() pcall(f) return f() end f()",
        "('x'):rep(100000):gsub('x', function() end)",
        "local t = {} for i = 1, 100000 do t[i] = i end table.sort(t, function(a, b) return a < b"
            + " end)",
        "setmetatable({}, {__index = function(t, k) while true do end end}).x = 1 "
            + "return setmetatable({}, {__index = function(t, k) while true do end end}).x",
        "load(function() return ' ' end)",
      })
  void beat_thatThrows_endsAnyScript(String script) {
    try (World world = new World(this::killAtTheThird)) {
      assertThatThrownBy(() -> world.run(script)).isInstanceOf(Killed.class);
    }
  }

  @Test
  void runtime_afterAKill_runsTheNextScript() {
    try (World world = new World(this::killAtTheThird)) {
      assertThatThrownBy(() -> world.run("local function f() while true do end end f()"))
          .isInstanceOf(Killed.class);

      assertThat(world.run("return coroutine.wrap(function() return 1 end)(), pcall(error, 'x')"))
          .containsExactly("1", "false", "x");
    }
  }

  @Test
  void beat_ofAShortScript_doesNotCome() {
    try (World world = new World(this::killAtTheThird)) {
      world.run("for i = 1, 100 do end");

      assertThat(beats).isZero();
    }
  }

  private static final class Killed extends Error {

    private static final long serialVersionUID = 1L;
  }
}
