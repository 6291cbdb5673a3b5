package io.holdfast.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.server.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RespWriterTest {

  private final RespWriter writer = new RespWriter();

  @Test
  void status_hasNoLineBreaks() {
    assertThat(resp2(out -> out.status("A\r\nB"))).isEqualTo("+A  B\r\n");
  }

  @Test
  void error_hasNoLineBreaks() {
    assertThat(resp2(out -> out.error("ERR a\nb"))).isEqualTo("-ERR a b\r\n");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 9, 10, -1, 12_345, Long.MAX_VALUE, Long.MIN_VALUE})
  void integer_isDecimal(long number) {
    assertThat(resp2(out -> out.integer(number))).isEqualTo(":" + number + "\r\n");
  }

  @Test
  void bulk_isBinary() {
    Bytes binary = Bytes.ofLatin("a\r\n\u0000\u00ff");

    assertThat(resp2(out -> out.bulk(binary))).isEqualTo("$5\r\na\r\n\u0000\u00ff\r\n");
    assertThat(resp2(out -> out.bulk(Bytes.EMPTY))).isEqualTo("$0\r\n\r\n");
  }

  @Test
  void nil_ofResp2_saysWhatCouldHaveBeen() {
    assertThat(resp2(RespWriter::nil)).isEqualTo("$-1\r\n");
    assertThat(resp2(RespWriter::nilArray)).isEqualTo("*-1\r\n");
  }

  @Test
  void nil_ofResp3_isOne() {
    assertThat(resp3(RespWriter::nil)).isEqualTo("_\r\n");
    assertThat(resp3(RespWriter::nilArray)).isEqualTo("_\r\n");
  }

  @Test
  void collections_ofResp2_areArrays() {
    assertThat(resp2(out -> out.array(3))).isEqualTo("*3\r\n");
    assertThat(resp2(out -> out.map(3))).isEqualTo("*6\r\n");
    assertThat(resp2(out -> out.set(3))).isEqualTo("*3\r\n");
    assertThat(resp2(out -> out.push(3))).isEqualTo("*3\r\n");
  }

  @Test
  void collections_ofResp3_haveTheirKind() {
    assertThat(resp3(out -> out.array(3))).isEqualTo("*3\r\n");
    assertThat(resp3(out -> out.map(3))).isEqualTo("%3\r\n");
    assertThat(resp3(out -> out.set(3))).isEqualTo("~3\r\n");
    assertThat(resp3(out -> out.push(3))).isEqualTo(">3\r\n");
  }

  @Test
  void real_isAStringOfResp2AndANumberOfResp3() {
    assertThat(resp2(out -> out.real(1.5))).isEqualTo("$3\r\n1.5\r\n");
    assertThat(resp3(out -> out.real(1.5))).isEqualTo(",1.5\r\n");
    assertThat(resp3(out -> out.real(Double.POSITIVE_INFINITY))).isEqualTo(",inf\r\n");
  }

  @Test
  void bool_isANumberOfResp2() {
    assertThat(resp2(out -> out.bool(true))).isEqualTo(":1\r\n");
    assertThat(resp3(out -> out.bool(false))).isEqualTo("#f\r\n");
  }

  @Test
  void verbatim_hasItsFormatInResp3() {
    assertThat(resp2(out -> out.verbatim("txt", Bytes.of("hi")))).isEqualTo("$2\r\nhi\r\n");
    assertThat(resp3(out -> out.verbatim("txt", Bytes.of("hi")))).isEqualTo("=6\r\ntxt:hi\r\n");
  }

  @Test
  void reset_takesBackOnlyWhatCameAfterTheMark() {
    writer.status("KEPT");
    int mark = writer.mark();
    writer.array(5);
    writer.bulk("x".repeat(10_000));

    writer.reset(mark);

    assertThat(written()).isEqualTo("+KEPT\r\n");
  }

  @Test
  void reset_afterSomeWasSent_countsFromWhatIsLeft() {
    writer.status("SENT");
    writer.status("KEPT");
    writer.sent("+SENT\r\n".length());
    int mark = writer.mark();
    writer.bulk("x".repeat(10_000));

    writer.reset(mark);

    assertThat(written()).isEqualTo("+KEPT\r\n");
  }

  @Test
  void sent_everythingAfterALargeReply_givesTheMemoryBack() {
    writer.bulk("x".repeat(1 << 20));

    writer.sent(writer.size());

    assertThat(writer.array().length).isLessThan(1 << 16);
  }

  private String resp2(Consumer<RespWriter> reply) {
    return written(reply, false);
  }

  private String resp3(Consumer<RespWriter> reply) {
    return written(reply, true);
  }

  private String written(Consumer<RespWriter> reply, boolean resp3) {
    writer.sent(writer.size());
    writer.resp3(resp3);
    reply.accept(writer);
    return written();
  }

  private String written() {
    return new String(writer.array(), writer.offset(), writer.size(), StandardCharsets.ISO_8859_1);
  }
}
