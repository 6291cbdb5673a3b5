package io.holdfast.lock.redlock;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.holdfast.lock.house.HouseRules;

@AnalyzeClasses(
    packages = "io.holdfast.lock.redlock",
    importOptions = ImportOption.DoNotIncludeTests.class)
class RedLockArchitectureTest {

  @ArchTest static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

  @ArchTest
  static final ArchRule KNOWS_NO_DRIVER =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.lettuce..", "io.netty..")
          .because("how a server is connected to is lock-redis's");

  @ArchTest
  static final ArchRule ONLY_THE_DOOR_TOUCHES_TIME_AND_THREADS =
      noClasses()
          .that()
          .haveSimpleNameNotStartingWith("RedLocks")
          .and()
          .doNotHaveSimpleName("Builder")
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callConstructor(Thread.class)
          .orShould()
          .dependOnClassesThat()
          .haveSimpleName("SystemPorts")
          .because("the same code runs in virtual time, from one seed");
}
