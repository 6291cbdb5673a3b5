package io.holdfast.lock.redis;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.holdfast.lock.house.HouseRules;

@AnalyzeClasses(
    packages = "io.holdfast.lock.redis",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LockRedisArchitectureTest {

  @ArchTest static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

  @ArchTest
  static final ArchRule LETTUCE_STAYS_BEHIND_ITS_NAME =
      noClasses()
          .that()
          .haveNameNotMatching(".*\\.(Lettuce\\w*|RedisLocks)(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.lettuce..", "io.netty..")
          .because("the protocol runs over simulated nodes too, which know no Lettuce");

  @ArchTest
  static final ArchRule ENGINE_IS_MET_AT_THE_DOOR_ONLY =
      noClasses()
          .that()
          .haveNameNotMatching(".*\\.RedisLocks(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.holdfast.lock.engine")
          .because("a backend answers questions and does not know who asks");

  @ArchTest
  static final ArchRule CLOCKS_AND_THREADS_COME_FROM_OUTSIDE =
      noClasses()
          .that()
          .haveNameNotMatching(".*\\.Lettuce\\w*(\\$.*)?")
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callConstructor(Thread.class)
          .because("the same code runs in virtual time, from one seed");
}
