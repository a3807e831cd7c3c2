package labwire.netlab.stack;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import labwire.netlab.wire.Ipv4Address;

/**
 * Whose packets to a multicast group are wanted (<a href="https://www.rfc-editor.org/rfc/rfc3376#section-3">RFC 3376,
 * 3</a>).
 *
 * @param sources in order, each once; at most {@link #MAX_SOURCES}
 */
public record SourceFilter(Mode mode, List<Ipv4Address> sources) {
    /** Sources that one filter names. */
    public static final int MAX_SOURCES = 64;

    /** How the sources are meant. */
    public enum Mode {
        /** They alone are wanted. */
        INCLUDE,
        /** All but they are wanted. */
        EXCLUDE
    }

    /** Not to be in the group. */
    public static final SourceFilter NOBODY = new SourceFilter(Mode.INCLUDE, List.of());
    /** To be in the group, whoever sends. */
    public static final SourceFilter EVERYBODY = new SourceFilter(Mode.EXCLUDE, List.of());

    public SourceFilter {
        sources = List.copyOf(new TreeSet<>(sources));
        if (sources.size() > MAX_SOURCES) {
            throw new IllegalArgumentException(
                    "sources: " + sources.size() + " (expected: at most " + MAX_SOURCES + ")");
        }
    }

    /** True if what the source sends is wanted. */
    public boolean admits(Ipv4Address source) {
        return sources.contains(source) == (mode == Mode.INCLUDE);
    }

    /**
     * The same with one source more.
     *
     * @throws IllegalArgumentException if there are {@link #MAX_SOURCES}
     */
    public SourceFilter with(Ipv4Address source) {
        TreeSet<Ipv4Address> more = new TreeSet<>(sources);
        more.add(source);
        return new SourceFilter(mode, List.copyOf(more));
    }

    /** The same without a source. */
    public SourceFilter without(Ipv4Address source) {
        return new SourceFilter(
                mode, sources.stream().filter(other -> !other.equals(source)).toList());
    }

    /**
     * What all of some sockets want together, or more than that: sources beyond {@link #MAX_SOURCES} make it everybody,
     * and each socket still has its own filter.
     */
    static SourceFilter merged(Collection<SourceFilter> filters) {
        TreeSet<Ipv4Address> included = new TreeSet<>();
        TreeSet<Ipv4Address> excluded = new TreeSet<>();
        boolean excludes = false;
        for (SourceFilter filter : filters) {
            if (filter.mode == Mode.INCLUDE) {
                included.addAll(filter.sources);
            } else if (excludes) {
                excluded.retainAll(filter.sources);
            } else {
                excludes = true;
                excluded.addAll(filter.sources);
            }
        }
        if (excludes) {
            excluded.removeAll(included);
            return new SourceFilter(Mode.EXCLUDE, List.copyOf(excluded));
        }
        return included.size() > MAX_SOURCES ? EVERYBODY : new SourceFilter(Mode.INCLUDE, List.copyOf(included));
    }
}
