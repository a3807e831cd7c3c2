package labwire.netlab.console;

import java.util.List;
import java.util.Optional;
import labwire.netlab.console.pipe.OutputFilter;

/** What a command graph makes of a line. */
public sealed interface Parsed<C> {
    /** Nothing but space. */
    record Empty<C>() implements Parsed<C> {}

    /**
     * A command.
     *
     * @param filter what the line has its output pass through, for one run of it
     */
    record Matched<C>(Command<C> command, Arguments arguments, Optional<OutputFilter> filter) implements Parsed<C> {}

    /** A word that several keywords begin with. */
    record Ambiguous<C>(String word, List<String> candidates) implements Parsed<C> {}

    /** The line ends where more was expected. */
    record Incomplete<C>(List<String> expected) implements Parsed<C> {}

    /**
     * Nothing expected fits.
     *
     * @param column of the first character that fits nothing, from 0
     * @param word the word at fault
     * @param expected what could stand there; empty if only the line's end could
     */
    record Invalid<C>(int column, String word, List<String> expected) implements Parsed<C> {}
}
