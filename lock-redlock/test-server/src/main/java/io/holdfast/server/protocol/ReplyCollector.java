package io.holdfast.server.protocol;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.protocol.Reply.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects one reply as a value. */
public final class ReplyCollector implements ReplyWriter {

  private record Open(Kind kind, List<Reply> elements, int size) {}

  private final Deque<Open> open = new ArrayDeque<>();
  private final boolean resp3;
  private @Nullable Reply whole;

  /**
   * Nothing yet.
   *
   * @param resp3 whether the reply is as in RESP3 where its shape depends on that
   */
  public ReplyCollector(boolean resp3) {
    this.resp3 = resp3;
  }

  /** The reply; a command that has not answered is a defect. */
  public Reply reply() {
    if (whole == null) {
      throw new IllegalStateException("the command has not answered");
    }
    return whole;
  }

  private void add(Reply reply) {
    Reply complete = reply;
    while (!open.isEmpty()) {
      Open around = open.getLast();
      around.elements().add(complete);
      if (around.elements().size() < around.size()) {
        return;
      }
      open.removeLast();
      complete = new Reply.Many(around.kind(), around.elements());
    }
    whole = complete;
  }

  private void begin(Kind kind, int size) {
    if (size == 0) {
      add(new Reply.Many(kind, List.of()));
    } else {
      open.addLast(new Open(kind, new ArrayList<>(size), size));
    }
  }

  @Override
  public void status(String text) {
    add(new Reply.Status(text));
  }

  @Override
  public void error(String text) {
    add(new Reply.Failure(text));
  }

  @Override
  public void integer(long number) {
    add(new Reply.Int(number));
  }

  @Override
  public void bulk(Bytes text) {
    add(new Reply.Bulk(text));
  }

  @Override
  public void nil() {
    add(new Reply.Nil());
  }

  @Override
  public void nilArray() {
    add(new Reply.Nil());
  }

  @Override
  public void array(int size) {
    begin(Kind.ARRAY, size);
  }

  @Override
  public void map(int size) {
    begin(Kind.MAP, 2 * size);
  }

  @Override
  public void set(int size) {
    begin(Kind.SET, size);
  }

  @Override
  public void push(int size) {
    begin(Kind.PUSH, size);
  }

  @Override
  public void real(double number, Bytes text) {
    add(new Reply.Real(number, text));
  }

  @Override
  public void bool(boolean truth) {
    add(new Reply.Bool(truth));
  }

  @Override
  public void verbatim(String format, Bytes text) {
    add(new Reply.Verbatim(format, text));
  }

  @Override
  public boolean isResp3() {
    return resp3;
  }

  @Override
  public int mark() {
    return 0;
  }

  /** Takes back everything: a collector holds one reply. */
  @Override
  public void reset(int mark) {
    open.clear();
    whole = null;
  }
}
