package io.holdfast.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReportTest {

  @Test
  void asText_alignsColumnsAndLinesOfCells() {
    Report report = new Report();
    report.add("1 no lock", "updates get lost", Outcome.of(true, "7 lost"));
    report.add("2 stop", "LOST;\nrefused", Outcome.of(false, "HELD;\naccepted"));
    report.add("3 end", "it ends", Outcome.notShown("no time"));

    assertThat(report.asText())
        .isEqualToNormalizingNewlines(
            """
            act        promised          seen      held
            ---------  ----------------  --------  ---------
            1 no lock  updates get lost  7 lost    yes
            2 stop     LOST;             HELD;     NO
                       refused           accepted
            3 end      it ends           no time   not shown
            """);
  }

  @Test
  void asText_wrapsTheMessageOfAFailure() {
    Report report = new Report();
    report.add("1 no lock", "updates get lost", Outcome.of(false, "many words ".repeat(12)));

    assertThat(report.asText().lines()).allMatch(line -> line.length() <= 100).hasSize(5);
  }

  @Test
  void asText_keepsTheLinesOfACell() {
    Report report = new Report();
    report.add("1", "it ends", Outcome.of(true, "went on after 1.5 s;\n47 made"));

    assertThat(report.asText())
        .isEqualToNormalizingNewlines(
            """
            act  promised  seen                  held
            ---  --------  --------------------  ----
            1    it ends   went on after 1.5 s;  yes
                           47 made
            """);
  }
}
