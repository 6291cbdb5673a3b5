package io.holdfast.lock.redlock;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.holdfast.lock.house.HouseRules;

/** What holds for tests too; their simulated masters are the embedded server by design. */
@AnalyzeClasses(
    packages = "io.holdfast.lock.redlock",
    importOptions = ImportOption.OnlyIncludeTests.class)
class TestsArchitectureTest {

  @ArchTest static final ArchRule NO_SLEEP = HouseRules.NO_SLEEP;
  @ArchTest static final ArchRule NO_WALL_CLOCK = HouseRules.NO_WALL_CLOCK;
  @ArchTest static final ArchRule NO_ASSUMPTION = HouseRules.NO_ASSUMPTION_BEFORE_ALL;
}
