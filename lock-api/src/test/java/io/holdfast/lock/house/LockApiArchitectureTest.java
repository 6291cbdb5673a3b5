package io.holdfast.lock.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.holdfast.lock")
class LockApiArchitectureTest {

  @ArchTest static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

  @ArchTest
  static final ArchRule API_KNOWS_NEITHER_SPI_NOR_ENGINE =
      noClasses()
          .that()
          .resideInAPackage("io.holdfast.lock")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.holdfast.lock.spi", "io.holdfast.lock.engine")
          .because("callers compile against the face, not against what is behind it");

  @ArchTest
  static final ArchRule SPI_KNOWS_NO_ENGINE =
      noClasses()
          .that()
          .resideInAPackage("io.holdfast.lock.spi")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.holdfast.lock.engine")
          .because("a backend answers questions and does not know who asks");

  @ArchTest
  static final ArchRule ONLY_SYSTEM_PORTS_TOUCH_TIME_AND_THREADS =
      noClasses()
          .that()
          .resideInAPackage("io.holdfast.lock.engine")
          .and()
          .haveNameNotMatching(".*\\.SystemPorts.*")
          .and()
          .haveSimpleNameNotEndingWith("Test")
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callConstructor(Thread.class)
          .because("the same code runs in virtual time, from one seed");
}
