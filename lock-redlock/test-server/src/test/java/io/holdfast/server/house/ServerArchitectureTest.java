package io.holdfast.server.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** The floors of the server, and the walls to the world outside. */
@AnalyzeClasses(packages = Floors.SERVER, importOptions = ImportOption.DoNotIncludeTests.class)
class ServerArchitectureTest {

  private static final String TCP = Floors.SERVER + ".tcp..";
  private static final String EMBEDDED = Floors.SERVER + ".embedded..";
  private static final String SIMULATION = Floors.SERVER + ".simulation..";
  private static final String JUNIT = Floors.SERVER + ".junit..";

  @ArchTest
  static final ArchRule EACH_CLASS_HAS_A_ROOM =
      classes()
          .should(Floors.standInARoomOfThePlan())
          .because("a line that fits no room shows that the plan is wrong, so change the plan");

  @ArchTest
  static final ArchRule ARROWS_ONLY_GO_DOWN =
      classes()
          .should(Floors.knowOnlyLowerFloors())
          .because(
              "a room can be read, tested and replaced without what stands above or beside it");

  @ArchTest
  static final ArchRule ONLY_THE_ASSEMBLY_KNOWS_THE_DRIVERS =
      noClasses()
          .that()
          .resideOutsideOfPackages(TCP, SIMULATION, EMBEDDED, JUNIT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(TCP, SIMULATION)
          .allowEmptyShould(true)
          .because("what a server does must not depend on who drives it");

  @ArchTest
  static final ArchRule NO_CIRCLES =
      slices()
          .matching(Floors.SERVER + ".(**)")
          .should()
          .beFreeOfCycles()
          .allowEmptyShould(true)
          .because("a circle of packages is one package that nobody can read");

  @ArchTest
  static final ArchRule NO_DEPENDENCY =
      classes()
          .that()
          .resideOutsideOfPackage(JUNIT)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify.annotations..", Floors.SERVER + "..")
          .because("the server must never clash with what a user's tests bring along");

  @ArchTest
  static final ArchRule THREADS_AND_FILES_ARE_OUTSIDE =
      noClasses()
          .that()
          .resideOutsideOfPackages(TCP, EMBEDDED)
          .should()
          .dependOnClassesThat(areThreads().or(areFiles()))
          .allowEmptyShould(true)
          .because("the engine has one thread and a disk that are given to it");

  @ArchTest
  static final ArchRule SOCKETS_AND_CLOCKS_ARE_OUTSIDE =
      noClasses()
          .that()
          .resideOutsideOfPackage(TCP)
          .should()
          .dependOnClassesThat(areSockets().or(assignableTo(Clock.class)))
          .orShould()
          .accessTargetWhere(aClock())
          .allowEmptyShould(true)
          .because("the simulator runs the same engine on its own network and in its own time");

  @ArchTest
  static final ArchRule RANDOMNESS_IS_OUTSIDE =
      noClasses()
          .that()
          .resideOutsideOfPackages(TCP, SIMULATION)
          .should()
          .dependOnClassesThat(areRandom().or(assignableTo(SplittableRandom.class)))
          .orShould()
          .callMethod(Math.class, "random")
          .allowEmptyShould(true)
          .because("one seed must replay all that a server does");

  @ArchTest
  static final ArchRule SIMULATION_IS_SEEDED =
      noClasses()
          .that()
          .resideInAPackage(SIMULATION)
          .should()
          .dependOnClassesThat(areRandom())
          .orShould()
          .callConstructor(SplittableRandom.class)
          .allowEmptyShould(true)
          .because("a failing schedule is worth nothing if it cannot be run again");

  private static DescribedPredicate<JavaClass> areThreads() {
    return assignableTo(Thread.class)
        .or(assignableTo(Executor.class))
        .or(assignableTo(Executors.class))
        .or(assignableTo(Timer.class))
        .as("are threads");
  }

  private static DescribedPredicate<JavaClass> areFiles() {
    return resideInAnyPackage("java.nio.file..")
        .or(HasName.Predicates.nameMatching("java\\.io\\.(Random(Access)?)?File.*"))
        .as("are files");
  }

  private static DescribedPredicate<JavaClass> areSockets() {
    return resideInAnyPackage("java.nio.channels..")
        .or(assignableTo(Socket.class))
        .or(assignableTo(ServerSocket.class))
        .or(assignableTo(DatagramSocket.class))
        .as("are sockets");
  }

  private static DescribedPredicate<JavaClass> areRandom() {
    return assignableTo(Random.class)
        .or(assignableTo(UUID.class))
        .as("are random in a way that no seed replays");
  }

  private static DescribedPredicate<JavaAccess<?>> aClock() {
    return describe(
        "the target is a clock",
        access -> {
          JavaClass owner = access.getTargetOwner();
          String name = access.getTarget().getName();
          return owner.isEquivalentTo(System.class)
              ? name.equals("nanoTime") || name.equals("currentTimeMillis")
              : owner.getPackageName().equals("java.time") && name.equals("now");
        });
  }
}
