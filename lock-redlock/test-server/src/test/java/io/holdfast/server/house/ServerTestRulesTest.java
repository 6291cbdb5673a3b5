package io.holdfast.server.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;

/** What the server's tests must not do. */
@AnalyzeClasses(packages = Floors.SERVER, importOptions = ImportOption.OnlyIncludeTests.class)
class ServerTestRulesTest {

  @ArchTest
  static final ArchRule NO_SLEEP =
      noClasses()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(TimeUnit.class, "sleep", long.class)
          .because("a sleep is too long or too short; await the condition");

  @ArchTest
  static final ArchRule NO_WALL_CLOCK =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .because("a test must read the same at midnight and when a clock is set");

  @ArchTest
  static final ArchRule NO_UNSEEDED_RANDOM =
      noClasses()
          .should()
          .callConstructor(Random.class)
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(ThreadLocalRandom.class, "current")
          .orShould()
          .callConstructor(SecureRandom.class)
          .because("a failure that cannot be run again teaches nothing");

  @ArchTest
  static final ArchRule NO_DISABLED_TEST =
      noMethods()
          .should()
          .beAnnotatedWith(Disabled.class)
          .because("a test that does not run is a claim that nobody checks");

  @ArchTest
  static final ArchRule NO_ASSUMPTION_BEFORE_ALL =
      noClasses()
          .should()
          .callMethodWhere(
              describe(
                  "it is an assumption made before all tests",
                  call ->
                      call.getOrigin().isAnnotatedWith(BeforeAll.class)
                          && call.getTargetOwner().getSimpleName().equals("Assumptions")))
          .because(
              "the reports do not name what such an assumption skips; use @EnabledIf on the class");
}
