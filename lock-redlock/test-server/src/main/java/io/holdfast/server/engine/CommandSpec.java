package io.holdfast.server.engine;

import io.holdfast.server.bytes.Bytes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of a command: all that the server, COMMAND, routing, ACLs and propagation need to
 * know of it. Immutable.
 */
public final class CommandSpec {

  private final String name;
  private final Bytes nameBytes;
  private final int arity;
  private final Set<CommandFlag> flags;
  private final Set<Category> categories;
  private final List<KeySpec> keys;
  private final List<String> tips;
  private final Map<Bytes, CommandSpec> subcommands;
  private final @Nullable Handler handler;
  private final @Nullable Function<Bytes[], List<String>> accesses;
  private final boolean writes;

  private CommandSpec(Builder builder, @Nullable Handler handler) {
    this.name = builder.name;
    this.nameBytes = Bytes.of(name);
    this.arity = builder.arity;
    this.flags = Collections.unmodifiableSet(builder.flags);
    this.categories = Collections.unmodifiableSet(withImplied(builder));
    this.keys = List.copyOf(builder.keys);
    this.tips = List.copyOf(builder.tips);
    this.subcommands = Collections.unmodifiableMap(builder.subcommands);
    this.handler = handler;
    this.accesses = builder.accesses;
    this.writes = flags.contains(CommandFlag.WRITE);
  }

  /** As populateCommandTable and setImplicitACLCategories of Redis derive them. */
  private static Set<Category> withImplied(Builder builder) {
    Set<CommandFlag> flags = builder.flags;
    EnumSet<Category> all = EnumSet.noneOf(Category.class);
    all.addAll(builder.categories);
    if (flags.contains(CommandFlag.WRITE)) {
      all.add(Category.WRITE);
    }
    if (flags.contains(CommandFlag.READONLY) && !all.contains(Category.SCRIPTING)) {
      all.add(Category.READ);
    }
    if (flags.contains(CommandFlag.ADMIN)) {
      all.add(Category.ADMIN);
      all.add(Category.DANGEROUS);
    }
    if (flags.contains(CommandFlag.PUBSUB)) {
      all.add(Category.PUBSUB);
    }
    if (flags.contains(CommandFlag.BLOCKING)) {
      all.add(Category.BLOCKING);
    }
    all.add(flags.contains(CommandFlag.FAST) ? Category.FAST : Category.SLOW);
    return all;
  }

  /**
   * Begins a declaration.
   *
   * @param name in small letters; a subcommand's is {@code container|name}
   * @param arity how many words the request has, the name included; at least so many where negative
   */
  public static Builder command(String name, int arity) {
    return new Builder(name, arity);
  }

  /** The full name in small letters. */
  public String name() {
    return name;
  }

  /** The name as a key of the table: a subcommand's without its container. */
  public Bytes ownName() {
    int bar = name.indexOf('|');
    return bar < 0 ? nameBytes : Bytes.of(name.substring(bar + 1));
  }

  /** How many words a request has; at least so many where negative. */
  public int arity() {
    return arity;
  }

  /** Whether a request of so many words may be one of this command. */
  public boolean acceptsCount(int words) {
    return arity >= 0 ? words == arity : words >= -arity;
  }

  /** What is true of it. */
  public Set<CommandFlag> flags() {
    return flags;
  }

  /** Whether that is true of it. */
  public boolean is(CommandFlag flag) {
    return flags.contains(flag);
  }

  /** Whether it may change keys. */
  public boolean writes() {
    return writes;
  }

  /** Its ACL categories, implied ones included. */
  public Set<Category> categories() {
    return categories;
  }

  /** Where its keys are. */
  public List<KeySpec> keys() {
    return keys;
  }

  /** What a request does to keys of that specification, where that depends on its options. */
  public List<String> flagsOf(KeySpec key, Bytes[] words) {
    return accesses == null ? key.flags() : accesses.apply(words);
  }

  /** Hints for clients and proxies. */
  public List<String> tips() {
    return tips;
  }

  /** Its subcommands in order; none where it is no container. */
  public Collection<CommandSpec> subcommands() {
    return subcommands.values();
  }

  /** The subcommand of that name in any letters, or null. */
  public @Nullable CommandSpec subcommand(Bytes word) {
    return subcommands.get(word.toSmallLetters());
  }

  /** Whether it has subcommands. */
  public boolean isContainer() {
    return !subcommands.isEmpty();
  }

  /** Gives the places of all keys in a request of this command. */
  public void forEachKey(Bytes[] words, IntConsumer place) {
    for (KeySpec key : keys) {
      if (!key.isNotKey()) {
        key.forEachKey(words, place);
      }
    }
  }

  /** Whether a request must name a subcommand. */
  boolean needsSubcommand() {
    return handler == null;
  }

  void run(Call call) {
    if (handler == null) {
      throw CommandError.arity(name);
    }
    handler.run(call);
  }

  @Override
  public String toString() {
    return name;
  }

  /** Collects a declaration. */
  public static final class Builder {

    private final String name;
    private final int arity;
    private final EnumSet<CommandFlag> flags = EnumSet.noneOf(CommandFlag.class);
    private final EnumSet<Category> categories = EnumSet.noneOf(Category.class);
    private final List<KeySpec> keys = new ArrayList<>();
    private final List<String> tips = new ArrayList<>();
    private @Nullable Function<Bytes[], List<String>> accesses;
    private final Map<Bytes, CommandSpec> subcommands = new LinkedHashMap<>();

    private Builder(String name, int arity) {
      this.name = name;
      this.arity = arity;
    }

    /** What is true of it. */
    public Builder is(CommandFlag... these) {
      flags.addAll(List.of(these));
      return this;
    }

    /** The categories that its flags do not imply. */
    public Builder in(Category... these) {
      categories.addAll(List.of(these));
      return this;
    }

    /** Where its keys are. */
    public Builder keys(KeySpec... specs) {
      keys.addAll(List.of(specs));
      return this;
    }

    /** What a request does to its keys, where its key specifications only say what it may do. */
    public Builder accesses(Function<Bytes[], List<String>> ofRequest) {
      accesses = ofRequest;
      return this;
    }

    /** Hints for clients and proxies, as the COMMAND reply has them. */
    public Builder tips(String... these) {
      tips.addAll(List.of(these));
      return this;
    }

    /** The declaration. */
    public CommandSpec does(Handler handler) {
      return new CommandSpec(this, handler);
    }

    /** The declaration of a container: it does nothing without one of its subcommands. */
    public CommandSpec contains(CommandSpec... subs) {
      for (CommandSpec sub : subs) {
        subcommands.put(sub.ownName(), sub);
      }
      return new CommandSpec(this, null);
    }

    /** The declaration of a container that also does something by itself. */
    public CommandSpec containsAndDoes(Handler alone, CommandSpec... subs) {
      contains(subs);
      return new CommandSpec(this, alone);
    }
  }
}
