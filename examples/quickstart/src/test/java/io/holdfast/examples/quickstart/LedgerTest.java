package io.holdfast.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

  @TempDir Path dir;
  private Path file;
  private Ledger ledger;

  @BeforeEach
  void create() {
    file = dir.resolve("ledger");
    ledger = Ledger.create(file);
  }

  @Test
  void create_isEmpty() {
    assertThat(ledger.read()).isEqualTo(new Page(0, 0));
  }

  @Test
  void read_ofAnotherProcess_seesWhatWasWritten() {
    ledger.write(new Page(41, 0).plusOne());

    assertThat(Ledger.at(file).read().total()).isEqualTo(42);
  }

  @Test
  void write_betweenReadAndWriteOfAnother_getsLost() {
    Page seen = ledger.read();
    Ledger.at(file).write(seen.plusOne());

    ledger.write(seen.plusOne());

    assertThat(ledger.read().total()).isEqualTo(1);
  }

  @Test
  void read_ofDamagedFile_saysSo() throws IOException {
    Files.writeString(file, "total 12\ntok");

    assertThatThrownBy(ledger::read)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("damaged");
  }

  @Nested
  class KilledWhileWriting {

    @Test
    void read_besideHalfAPage_seesTheOldOne() throws IOException {
      ledger.write(new Page(7, 0));
      // What a process leaves that is killed before its page is moved into place.
      Files.writeString(dir.resolve("ledger.4711"), "total 8\nto");

      assertThat(ledger.read().total()).isEqualTo(7);
    }

    @Test
    void write_replacesTheFileAsAWhole() throws IOException {
      Object before = Files.readAttributes(file, "unix:ino").get("ino");

      ledger.write(new Page(1, 0));

      assertThat(Files.readAttributes(file, "unix:ino").get("ino")).isNotEqualTo(before);
    }

    @Test
    void write_leavesNothingBeside() throws IOException {
      ledger.write(new Page(1, 0));

      try (Stream<Path> files = Files.list(dir)) {
        assertThat(files).containsExactly(file);
      }
    }
  }

  @Nested
  class Fenced {

    @Test
    void write_withGrowingTokens_isAccepted() {
      ledger.write(1, 100);
      ledger.write(2, 101);

      assertThat(ledger.read()).isEqualTo(new Page(2, 101));
    }

    @Test
    void write_withTheSameTokenAgain_isAccepted() {
      ledger.write(1, 100);
      ledger.write(2, 100);

      assertThat(ledger.read()).isEqualTo(new Page(2, 100));
    }

    @Test
    void write_withSmallerToken_isRefused() {
      ledger.write(1, 101);

      assertThatThrownBy(() -> ledger.write(2, 100))
          .asInstanceOf(InstanceOfAssertFactories.type(StaleTokenException.class))
          .returns(100L, StaleTokenException::token)
          .returns(101L, StaleTokenException::highestToken);
    }

    @Test
    void write_refused_changesNothing() {
      ledger.write(1, 101);

      assertThatThrownBy(() -> ledger.write(2, 100)).isInstanceOf(StaleTokenException.class);

      assertThat(ledger.read()).isEqualTo(new Page(1, 101));
    }

    @Test
    void write_afterALaterOwnerOnlyRead_isRefused() {
      ledger.read(100);
      ledger.read(101);

      assertThatThrownBy(() -> ledger.write(1, 100)).isInstanceOf(StaleTokenException.class);
    }

    @Test
    void read_withSmallerToken_isRefused() {
      ledger.write(1, 101);

      assertThatThrownBy(() -> ledger.read(100)).isInstanceOf(StaleTokenException.class);
    }

    @Test
    void write_ofPlainPage_keepsTheToken() {
      ledger.write(1, 100);

      ledger.write(ledger.read().plusOne());

      assertThat(ledger.read()).isEqualTo(new Page(2, 100));
    }
  }
}
