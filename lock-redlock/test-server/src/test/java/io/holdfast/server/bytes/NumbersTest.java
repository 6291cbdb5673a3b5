package io.holdfast.server.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 10, 9_999, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1})
  void parseLong_canonicalText_isTheNumber(long number) {
    assertThat(Numbers.parseLong(Bytes.of(Long.toString(number))))
        .isEqualTo(OptionalLong.of(number));
    assertThat(Numbers.isLong(Bytes.of(Long.toString(number)))).isTrue();
    assertThat(Bytes.of(number)).isEqualTo(Bytes.of(Long.toString(number)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+1",
        "01",
        "-0",
        "00",
        " 1",
        "1 ",
        "1a",
        "a",
        "1.0",
        "1e3",
        "0x1",
        "9223372036854775808",
        "-9223372036854775809",
        "99999999999999999999",
        "--1"
      })
  void parseLong_anythingElse_isNoNumber(String text) {
    assertThat(Numbers.parseLong(Bytes.of(text))).isEmpty();
    assertThat(Numbers.isLong(Bytes.of(text))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "-1.5, -1.5",
    ".5, 0.5",
    "5., 5",
    "1e3, 1000",
    "1E-2, 0.01",
    "+7, 7",
    "0x10, 16",
    "0x1p-1, 0.5",
    "inf, Infinity",
    "-inf, -Infinity",
    "+Infinity, Infinity"
  })
  void parseDouble_asStrtod_isTheNumber(String text, double number) {
    assertThat(Numbers.parseDouble(Bytes.of(text))).isEqualTo(OptionalDouble.of(number));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " 1", "1 ", "nan", "1e", "e1", "1e400", "1e-400", "1..2", "0x", "."})
  void parseDouble_anythingElse_isNoNumber(String text) {
    assertThat(Numbers.parseDouble(Bytes.of(text))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 17, 0.10000000000000001", "0.1, 14, 0.1", "1e100, 17, 1e+100", "100000, 3, 1e+05",
    "0.0001, 17, 0.0001", "0.00001, 17, 1.0000000000000001e-05", "-0.0, 17, -0", "3, 17, 3",
    "12345678901234568, 17, 12345678901234568", "1e17, 17, 1e+17", "2.5, 1, 2", "3.5, 1, 4",
    "Infinity, 17, inf", "-Infinity, 17, -inf", "NaN, 17, nan",
        "4.9E-324, 17, 4.9406564584124654e-324"
  })
  void formatG_asPrintf_printsTheSame(double number, int digits, String text) {
    assertThat(Numbers.formatG(number, digits)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2, 3", "0.1, 0.2, 0.3", "3.0, 1.000000000000000005, 4.00000000000000001", "10.5, -10.5, 0",
    "5.0e3, 2.0e2, 5200", "1e-18, 0, 0", "1e17, 1, 100000000000000001", "0x10, 1, 17",
    "9007199254740993, 1, 9007199254740994", "-1.5, 3.7, 2.2"
  })
  void sumOfReals_ofLongDoubles_isPrintedInFull(String one, String other, String sum) {
    assertThat(Numbers.sumOfReals(Bytes.of(one), Bytes.of(other)))
        .isEqualTo(Optional.of(Bytes.of(sum)));
  }

  @Test
  void sumOfReals_beyondDouble_isStillANumber() {
    assertThat(Numbers.sumOfReals(Bytes.of("1e4000"), Bytes.of("0"))).isPresent();
  }

  @Test
  void sumOfReals_notFinite_isAnEmptyText() {
    assertThat(Numbers.sumOfReals(Bytes.of("inf"), Bytes.of("1")))
        .isEqualTo(Optional.of(Bytes.EMPTY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "nan", " 1", "1e5000", "1e999999999", "1e9999999999"})
  void sumOfReals_ofNoNumber_isNone(String text) {
    assertThat(Numbers.sumOfReals(Bytes.of(text), Bytes.of("1"))).isEmpty();
    assertThat(Numbers.sumOfReals(Bytes.of("1"), Bytes.of(text))).isEmpty();
  }
}
