package io.holdfast.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.server.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestDecoderTest {

  private static final long MAX_BULK = 1 << 20;

  private final RequestDecoder decoder = new RequestDecoder();

  @Test
  void next_arrayOfBulkStrings_isARequest() throws ProtocolException {
    assertThat(all("*2\r\n$3\r\nGET\r\n$1\r\nk\r\n")).containsExactly("GET,k");
  }

  @Test
  void next_severalAtOnce_comeInOrder() throws ProtocolException {
    assertThat(all("*1\r\n$4\r\nPING\r\nECHO hi\r\n*1\r\n$4\r\nQUIT\r\n"))
        .containsExactly("PING", "ECHO,hi", "QUIT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$12\r\nva\r\nl*$\u0000\u00ffue\n\r\n",
        "*4\r\n$1\r\na\r\n$0\r\n\r\n$11\r\nhello world\r\n$2\r\n\r\n\r\n",
        "SET \"a b\\x00\" 'c d'\r\n",
        "\r\n\r\n*0\r\n*-1\r\nPING\n",
      })
  void next_splitAtAnyByte_isTheSameRequest(String bytes) throws ProtocolException {
    List<String> whole = all(bytes);

    assertThat(whole).hasSize(1);
    for (int split = 0; split <= bytes.length(); split++) {
      RequestDecoder halves = new RequestDecoder();
      List<String> requests = new ArrayList<>();
      collect(halves, bytes.substring(0, split), requests);
      collect(halves, bytes.substring(split), requests);
      assertThat(requests).describedAs("split at %d", split).isEqualTo(whole);
    }
  }

  @Test
  void next_byteByByte_isTheSameRequest() throws ProtocolException {
    List<String> requests = new ArrayList<>();
    for (char one : "*2\r\n$4\r\nECHO\r\n$11\r\nhello world\r\n".toCharArray()) {
      collect(decoder, String.valueOf(one), requests);
    }
    assertThat(requests).containsExactly("ECHO,hello world");
  }

  @ParameterizedTest
  @CsvSource({
    "'*abc\r\n', invalid multibulk length",
    "'*\r\n', invalid multibulk length",
    "'*1 \r\n', invalid multibulk length",
    "'*01\r\n', invalid multibulk length",
    "'*1048577\r\n', invalid multibulk length",
    "'*9223372036854775808\r\n', invalid multibulk length",
    "'*1\r\nabc\r\n', 'expected ''$'', got ''a'''",
    "'*1\r\n:1\r\n', 'expected ''$'', got '':'''",
    "'*1\r\n$abc\r\n', invalid bulk length",
    "'*1\r\n$\r\n', invalid bulk length",
    "'*1\r\n$-1\r\n', invalid bulk length",
    "'*1\r\n$1048577\r\n', invalid bulk length",
    "'*1\r\n$99999999999999999999\r\n', invalid bulk length",
    "'SET \"a\r\n', unbalanced quotes in request",
    "'SET \"a\"b\r\n', unbalanced quotes in request"
  })
  void next_whatIsNoRequest_isRefusedInRedisWords(String bytes, String message) {
    assertThatThrownBy(() -> all(bytes)).isInstanceOf(ProtocolException.class).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "*, too big mbulk count string",
    "'*1\r\n$', too big bulk count string",
    "A, too big inline request"
  })
  void next_lineWithoutEnd_isRefusedBeforeItFillsTheMemory(String beginning, String message) {
    assertThatThrownBy(() -> all(beginning + "1".repeat(64 * 1024 + 1)))
        .isInstanceOf(ProtocolException.class)
        .hasMessage(message);
  }

  @Test
  void next_manyWordsAnnounced_takesNoMemoryForThem() throws ProtocolException {
    feed(decoder, "*1048576\r\n");

    assertThat(decoder.next(MAX_BULK, true)).isNull();
    assertThat(decoder.pendingBytes()).isZero();
  }

  @Test
  void next_largeRequestBeforeAuthentication_isRefused() {
    assertThatThrownBy(() -> unauthenticated("*11\r\n"))
        .hasMessage("unauthenticated multibulk length");
    assertThatThrownBy(() -> unauthenticated("*1\r\n$16385\r\n"))
        .hasMessage("unauthenticated bulk length");
  }

  @Test
  void next_smallRequestBeforeAuthentication_passes() throws ProtocolException {
    feed(decoder, "*2\r\n$4\r\nAUTH\r\n$1\r\nx\r\n");

    assertThat(decoder.next(MAX_BULK, false)).hasSize(2);
  }

  @Test
  void feed_moreThanTheBuffer_growsAndForgetsWhatIsDone() throws ProtocolException {
    String value = "v".repeat(100_000);
    for (int i = 0; i < 20; i++) {
      assertThat(all("*2\r\n$4\r\nECHO\r\n$100000\r\n" + value + "\r\n"))
          .containsExactly("ECHO," + value);
    }
    assertThat(decoder.pendingBytes()).isZero();
  }

  private void unauthenticated(String bytes) throws ProtocolException {
    RequestDecoder fresh = new RequestDecoder();
    feed(fresh, bytes);
    fresh.next(MAX_BULK, false);
  }

  private List<String> all(String bytes) throws ProtocolException {
    List<String> requests = new ArrayList<>();
    collect(decoder, bytes, requests);
    return requests;
  }

  private static void collect(RequestDecoder decoder, String bytes, List<String> requests)
      throws ProtocolException {
    feed(decoder, bytes);
    for (Bytes[] next = decoder.next(MAX_BULK, true);
        next != null;
        next = decoder.next(MAX_BULK, true)) {
      List<String> words = new ArrayList<>();
      for (Bytes word : next) {
        words.add(word.latin());
      }
      requests.add(String.join(",", words));
    }
  }

  private static void feed(RequestDecoder decoder, String bytes) {
    byte[] raw = bytes.getBytes(StandardCharsets.ISO_8859_1);
    decoder.feed(raw, 0, raw.length);
  }
}
