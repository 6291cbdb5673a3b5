package io.holdfast.lock.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;

/** What holds in every lock module; include it with {@code ArchTests.in}. */
public final class HouseRules {

  /** No import circle between packages. */
  @ArchTest
  public static final ArchRule NO_CIRCLES =
      slices()
          .matching("io.holdfast.(**)")
          .should()
          .beFreeOfCycles()
          .because("a circle of packages is one package that nobody can read");

  /** Wall clocks decide nothing. */
  @ArchTest
  public static final ArchRule NO_WALL_CLOCK =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .because("a wall clock can jump, and a lease must not jump with it");

  /** Conditions are awaited. */
  @ArchTest
  public static final ArchRule NO_SLEEP =
      noClasses()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(java.util.concurrent.TimeUnit.class, "sleep", long.class)
          .because("a sleep is too long or too short; await the condition");

  /** A class that cannot run is reported as skipped. */
  @ArchTest
  public static final ArchRule NO_ASSUMPTION_BEFORE_ALL =
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

  /** The test server and the lock never know each other, but in tests. */
  @ArchTest
  public static final ArchRule NO_SERVER =
      noClasses()
          .that()
          .resideInAPackage("io.holdfast.lock..")
          .and()
          .haveSimpleNameNotEndingWith("Test")
          .and()
          .haveSimpleNameNotEndingWith("IT")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.holdfast.server..")
          .because("the server is a test harness and no part of a service");

  private HouseRules() {}
}
