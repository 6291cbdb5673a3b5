package io.holdfast.server.house;

import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The plan of the house: which room is on which floor. A room is a package below {@code
 * io.holdfast.server} with all that is inside it, but for {@code commands}, where each group of
 * commands is a room of its own.
 */
final class Floors {

  static final String SERVER = "io.holdfast.server";

  private static final String COMMANDS = "commands";
  private static final Map<String, Integer> FLOOR_OF_ROOM =
      Map.ofEntries(
          entry("junit", 9),
          entry("embedded", 8),
          entry("cluster", 7),
          entry("replication", 6),
          entry(COMMANDS, 5),
          entry("scripting", 5),
          entry("persistence", 5),
          entry("sentinel", 5),
          entry("engine", 4),
          entry("simulation", 4),
          entry("tcp", 4),
          entry("keyspace", 3),
          entry("faults", 3),
          entry("values", 2),
          entry("protocol", 2),
          entry("host", 2),
          entry("bytes", 1));

  private Floors() {}

  /** A room with a name; its floor is null where the plan knows no such room. */
  private record Room(String name, @Nullable Integer floor) {

    static Room of(JavaClass type) {
      String inside = type.getPackageName().substring(SERVER.length());
      String[] names = inside.isEmpty() ? new String[] {""} : inside.substring(1).split("\\.");
      boolean isGroup = names[0].equals(COMMANDS) && names.length > 1;
      return new Room(isGroup ? COMMANDS + "." + names[1] : names[0], FLOOR_OF_ROOM.get(names[0]));
    }
  }

  /** Each class is in a room of the plan. */
  static ArchCondition<JavaClass> standInARoomOfThePlan() {
    return new ArchCondition<>("stand in a room of the plan") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean planned = Room.of(type).floor() != null;
        events.add(
            new SimpleConditionEvent(
                type, planned, type.getName() + " is in no room of the plan: " + Room.of(type)));
      }
    };
  }

  /** Each class knows only its own room and lower floors. */
  static ArchCondition<JavaClass> knowOnlyLowerFloors() {
    return new ArchCondition<>("know only their own room and lower floors") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        Room from = Room.of(type);
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass().getBaseComponentType();
          if (isOfTheServer(target)) {
            boolean allowed = mayKnow(from, Room.of(target));
            events.add(new SimpleConditionEvent(type, allowed, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static boolean isOfTheServer(JavaClass type) {
    return (type.getPackageName() + ".").startsWith(SERVER + ".");
  }

  private static boolean mayKnow(Room from, Room to) {
    return from.name().equals(to.name())
        || (from.floor() != null && to.floor() != null && to.floor() < from.floor());
  }
}
