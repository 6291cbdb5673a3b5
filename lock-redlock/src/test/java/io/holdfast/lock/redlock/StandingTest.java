package io.holdfast.lock.redlock;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.lock.redlock.NodeStatus.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whose vote counts, and from when. */
class StandingTest {

  private static final Duration A_MOMENT = Duration.ofMillis(200);

  private final Masters masters = new Masters(3);

  private static State state(Masters.Client client, int node) {
    return client.backend().status().nodes().get(node).state();
  }

  @Test
  void nodes_thatHaveBeenUpForLong_voteAtOnce() {
    Masters.Client client = masters.client();

    assertThat(client.backend().status().voting()).isEqualTo(3);
    assertThat(client.backend().status().isServing()).isTrue();
  }

  @Test
  void node_thatWasNotAskedYet_doesNotVote() {
    QuorumStatus status = masters.unconnectedClient().backend().status();

    assertThat(status.voting()).isZero();
    assertThat(status.isServing()).isFalse();
    assertThat(status.nodes().get(0))
        .hasToString("redis://A UNREACHABLE (has not said yet who it is)");
  }

  @Test
  void restartedNode_doesNotVoteUntilTheLongestLeaseTimeHasPassed() {
    Masters.Client client = masters.client();

    masters.servers.get(1).restart();
    masters.time.advance(A_MOMENT);

    NodeStatus node = client.backend().status().nodes().get(1);
    assertThat(node.state()).isEqualTo(State.QUARANTINED);
    assertThat(node.votesIn()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(32));
    masters.time.advance(Duration.ofSeconds(30));
    assertThat(state(client, 1)).isEqualTo(State.QUARANTINED);
    masters.time.advance(Duration.ofSeconds(2));
    assertThat(state(client, 1)).isEqualTo(State.VOTING);
  }

  @Test
  void nodeThatWasStartedLately_doesNotVoteForANewClientEither() {
    masters.servers.get(1).restart();
    masters.time.advance(Duration.ofSeconds(10));

    NodeStatus node = masters.client().backend().status().nodes().get(1);

    assertThat(node.state()).isEqualTo(State.QUARANTINED);
    assertThat(node.votesIn()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(22));
  }

  @Test
  void node_thatWasOnlyCutOff_votesAsSoonAsItIsBack() {
    Masters.Client client = masters.client();

    client.link(1).cut();
    assertThat(state(client, 1)).isEqualTo(State.UNREACHABLE);
    client.link(1).mend();
    assertThat(state(client, 1))
        .describedAs("not before it said who it is")
        .isEqualTo(State.UNREACHABLE);
    masters.time.advance(A_MOMENT);

    assertThat(state(client, 1)).isEqualTo(State.VOTING);
  }

  @Test
  void quarantine_isNeitherShortenedNorBegunAgainByAReconnect() {
    Masters.Client client = masters.client();
    masters.servers.get(1).restart();
    masters.time.advance(Duration.ofSeconds(31));

    client.link(1).cut();
    client.link(1).mend();
    masters.time.advance(A_MOMENT);
    assertThat(state(client, 1)).isEqualTo(State.QUARANTINED);
    masters.time.advance(Duration.ofSeconds(1));

    assertThat(state(client, 1)).isEqualTo(State.VOTING);
  }

  @Test
  void restartedNodes_thatSyncEveryWrite_mayBeExempted() {
    masters.delayedRestart(DelayedRestart.EXCEPT_FSYNC_ALWAYS);
    Masters.Client client = masters.client();
    client.link(1).syncsEveryWrite();

    masters.servers.get(1).restart();
    masters.servers.get(2).restart();
    masters.time.advance(A_MOMENT);

    assertThat(state(client, 1)).isEqualTo(State.VOTING);
    assertThat(state(client, 2)).isEqualTo(State.QUARANTINED);
  }

  @Test
  void restartedNodes_mayAllBeTrusted() {
    masters.delayedRestart(DelayedRestart.NO_NODE);
    Masters.Client client = masters.client();

    masters.servers.get(1).restart();
    masters.time.advance(A_MOMENT);

    assertThat(state(client, 1)).isEqualTo(State.VOTING);
  }

  @Test
  void replica_neverVotes() {
    Masters.Client client = masters.unconnectedClient();
    client.link(1).isReplicaOf("10.0.0.1:6379");
    client.backend().start();
    masters.time.advance(A_MOMENT);

    assertThat(client.backend().status().nodes().get(1))
        .hasToString(
            "redis://B REFUSED (redis://B is a replica of 10.0.0.1:6379; name independent masters"
                + " only)");
  }

  @Test
  void nodeOfACluster_neverVotes() {
    Masters.Client client = masters.unconnectedClient();
    client.link(1).isClustered();
    client.backend().start();
    masters.time.advance(A_MOMENT);

    assertThat(client.backend().status().nodes().get(1).detail())
        .isEqualTo("redis://B is a node of a Redis Cluster; name independent masters only");
  }

  @Test
  void node_thatIsSilentWhenItIsAskedWhoItIs_isAskedAgain() {
    Masters.Client client = masters.unconnectedClient();
    masters.servers.get(1).kill();
    client.backend().start();
    masters.time.advance(A_MOMENT);
    assertThat(state(client, 1)).isEqualTo(State.UNREACHABLE);

    masters.servers.get(1).restart();
    masters.time.advance(Duration.ofSeconds(1));

    assertThat(state(client, 1)).isEqualTo(State.QUARANTINED);
  }

  @Test
  void status_isReadableForPeople() {
    Masters.Client client = masters.client();
    client.link(2).cut();

    assertThat(client.backend().status())
        .hasToString(
            """
            2 of 3 nodes vote, 2 are needed
              redis://A VOTING
              redis://B VOTING
              redis://C UNREACHABLE (no connection to redis://C)\
            """);
  }
}
