package labwire.netlab.console.ios;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import labwire.netlab.console.ArgumentType;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.ios.IosMode.Kind;

/**
 * What a kind of device understands and writes: the commands of each mode, and the parts of its running configuration.
 * Built once of features, then only read.
 */
public final class IosLanguage {
    private final Map<Kind, CommandGraph<IosConsole>> graphs;
    private final Map<ConfigPlace, List<ConfigPart>> parts;
    private final Map<InterfacePlace, List<InterfacePart>> interfaceParts;

    private IosLanguage(Builder builder) {
        graphs = builder.graphs;
        parts = builder.parts;
        interfaceParts = builder.interfaceParts;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The commands of a mode. */
    public CommandGraph<IosConsole> graph(Kind mode) {
        return Objects.requireNonNull(graphs.get(mode));
    }

    List<ConfigPart> parts(ConfigPlace place) {
        return parts.getOrDefault(place, List.of());
    }

    /** By place, then in the order in which features gave them. */
    List<InterfacePart> interfaceParts() {
        return interfaceParts.values().stream().flatMap(List::stream).toList();
    }

    /** Gathers what features add. */
    public static final class Builder {
        private final Map<Kind, CommandGraph<IosConsole>> graphs = new EnumMap<>(Kind.class);
        private final Map<ConfigPlace, List<ConfigPart>> parts = new EnumMap<>(ConfigPlace.class);
        private final Map<InterfacePlace, List<InterfacePart>> interfaceParts = new EnumMap<>(InterfacePlace.class);

        private Builder() {
            for (Kind mode : Kind.values()) {
                graphs.put(mode, new CommandGraph<>(IosTypes.ALL));
            }
            inExec(graph -> graph.allowPipesAfter("show", "more", "dir"));
        }

        /** Types of argument that the grammars added after it may use, in every mode. */
        public Builder types(ArgumentType<?>... types) {
            graphs.values().forEach(graph -> graph.addTypes(List.of(types)));
            return this;
        }

        /** Commands of some modes: {@code language.in(ShowArp::addTo, Kind.USER_EXEC, Kind.PRIVILEGED_EXEC)}. */
        public Builder in(Consumer<CommandGraph<IosConsole>> commands, Kind... modes) {
            for (Kind mode : modes) {
                commands.accept(graphs.get(mode));
            }
            return this;
        }

        /** Commands of both exec modes, such as {@code show}. */
        public Builder inExec(Consumer<CommandGraph<IosConsole>> commands) {
            return in(commands, Kind.USER_EXEC, Kind.PRIVILEGED_EXEC);
        }

        public Builder inPrivilegedExec(Consumer<CommandGraph<IosConsole>> commands) {
            return in(commands, Kind.PRIVILEGED_EXEC);
        }

        public Builder inGlobal(Consumer<CommandGraph<IosConsole>> commands) {
            return in(commands, Kind.GLOBAL);
        }

        /** Commands of interfaces and ranges of them, and of subinterfaces. */
        public Builder inInterface(Consumer<CommandGraph<IosConsole>> commands) {
            return in(commands, Kind.INTERFACE, Kind.INTERFACE_RANGE, Kind.SUBINTERFACE);
        }

        /** Commands of global configuration and of every mode below it. */
        public Builder inConfiguration(Consumer<CommandGraph<IosConsole>> commands) {
            for (Kind mode : Kind.values()) {
                if (mode == Kind.GLOBAL || mode.isBelowGlobal()) {
                    in(commands, mode);
                }
            }
            return this;
        }

        /** A part of the running configuration; parts of one place stand in the order in which they are added. */
        public Builder writes(ConfigPlace place, ConfigPart part) {
            parts.computeIfAbsent(place, key -> new ArrayList<>()).add(part);
            return this;
        }

        /** A part of each interface's section. */
        public Builder writes(InterfacePlace place, InterfacePart part) {
            interfaceParts.computeIfAbsent(place, key -> new ArrayList<>()).add(part);
            return this;
        }

        public IosLanguage build() {
            return new IosLanguage(this);
        }
    }
}
