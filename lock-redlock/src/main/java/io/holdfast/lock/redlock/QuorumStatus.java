package io.holdfast.lock.redlock;

import java.util.List;
import java.util.stream.Collectors;

/**
 * All nodes as a client sees them at one moment.
 *
 * @param nodes in the order in which they were named
 */
public record QuorumStatus(List<NodeStatus> nodes) {

  /** Copies the list. */
  public QuorumStatus {
    nodes = List.copyOf(nodes);
  }

  /** How many nodes have to say yes. */
  public int quorum() {
    return nodes.size() / 2 + 1;
  }

  /** How many nodes' votes count. */
  public int voting() {
    return (int) nodes.stream().filter(node -> node.state() == NodeStatus.State.VOTING).count();
  }

  /** Whether locks can be acquired. */
  public boolean isServing() {
    return voting() >= quorum();
  }

  /** For people: a sentence, and a line for each node. */
  @Override
  public String toString() {
    return nodes.stream()
        .map(NodeStatus::toString)
        .collect(
            Collectors.joining(
                "\n  ",
                "%d of %d nodes vote, %d are needed\n  "
                    .formatted(voting(), nodes.size(), quorum()),
                ""));
  }
}
