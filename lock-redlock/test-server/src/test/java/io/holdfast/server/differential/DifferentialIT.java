package io.holdfast.server.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.holdfast.server.embedded.InMemoryRedis;
import io.holdfast.server.testing.RealRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIf;

/** Every sequence below {@code differential} is answered as a real server answers it. */
@EnabledIf("io.holdfast.server.testing.RealRedis#isAvailable")
class DifferentialIT {

  private static InMemoryRedis embedded;
  private static RealRedis real;
  private static Stage embeddedStage;
  private static Stage realStage;

  @BeforeAll
  static void startServers() {
    embedded = InMemoryRedis.start();
    real = RealRedis.start();
    embeddedStage = new Stage(embedded.port());
    realStage = new Stage(real.port());
  }

  @AfterAll
  static void closeServers() {
    embeddedStage.close();
    realStage.close();
    embedded.close();
    real.close();
  }

  @TestFactory
  Stream<DynamicNode> resp2() throws URISyntaxException {
    return nodes(root(), 2).stream();
  }

  @TestFactory
  Stream<DynamicNode> resp3() throws URISyntaxException {
    return nodes(root(), 3).stream();
  }

  private static Path root() throws URISyntaxException {
    URL root = DifferentialIT.class.getResource("/differential");
    return Path.of(Objects.requireNonNull(root).toURI());
  }

  private static List<DynamicNode> nodes(Path directory, int protocol) {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.sorted().map(path -> node(path, protocol)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DynamicNode node(Path path, int protocol) {
    String name = path.getFileName().toString();
    return Files.isDirectory(path)
        ? dynamicContainer(name, nodes(path, protocol))
        : dynamicContainer(
            name,
            path.toUri(),
            Sequence.in(path).stream().map(sequence -> test(name, sequence, protocol)));
  }

  private static DynamicNode test(String file, Sequence sequence, int protocol) {
    return dynamicTest(
        file + ":" + sequence.title(),
        sequence.source(),
        () ->
            assertThat(embeddedStage.play(sequence, protocol))
                .describedAs("%s:%d in RESP%d", file, sequence.line(), protocol)
                .isEqualTo(realStage.play(sequence, protocol)));
  }
}
