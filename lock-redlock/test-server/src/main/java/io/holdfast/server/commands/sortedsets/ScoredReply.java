package io.holdfast.server.commands.sortedsets;

import io.holdfast.server.engine.Call;
import io.holdfast.server.protocol.ReplyWriter;
import io.holdfast.server.values.ScoredMember;
import java.util.Collection;

/** Answers with members and, where wanted, their scores. */
final class ScoredReply {

  private ScoredReply() {}

  /** With scores RESP3 has an array of pairs, RESP2 members and scores in turn. */
  static void write(Call call, Collection<ScoredMember> members, boolean withScores) {
    ReplyWriter reply = call.reply();
    boolean pairs = withScores && reply.isResp3();
    reply.array(withScores && !pairs ? 2 * members.size() : members.size());
    for (ScoredMember member : members) {
      if (pairs) {
        reply.array(2);
      }
      reply.bulk(member.member());
      if (withScores) {
        reply.real(member.score());
      }
    }
  }
}
