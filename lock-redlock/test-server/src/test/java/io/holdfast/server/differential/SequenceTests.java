package io.holdfast.server.differential;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;

/** The sequences in files as tests: one for each, named by its file and line. */
final class SequenceTests {

  private SequenceTests() {}

  /** Tests of all sequences below a directory of {@code differential}; of all where it is empty. */
  static DynamicNode below(String directory, Consumer<Sequence> test) {
    URL root = SequenceTests.class.getResource("/differential/" + directory);
    try {
      return node(Path.of(Objects.requireNonNull(root, directory).toURI()), test);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(directory, e);
    }
  }

  private static DynamicNode node(Path path, Consumer<Sequence> test) {
    String name = path.getFileName().toString();
    if (!Files.isDirectory(path)) {
      Stream<Sequence> sequences = Sequence.in(path).stream();
      return dynamicContainer(
          name, path.toUri(), sequences.map(sequence -> test(name, sequence, test)));
    }
    try (Stream<Path> paths = Files.list(path)) {
      List<DynamicNode> nodes = paths.sorted().map(child -> node(child, test)).toList();
      return dynamicContainer(name, nodes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DynamicNode test(String file, Sequence sequence, Consumer<Sequence> test) {
    return dynamicTest(
        file + ":" + sequence.title(), sequence.source(), () -> test.accept(sequence));
  }
}
