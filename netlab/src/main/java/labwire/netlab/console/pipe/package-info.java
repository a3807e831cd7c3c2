/**
 * What stands behind the {@code |} of a command: filters of its lines, and the regular expressions that they match by.
 *
 * <p>Below {@code console}, which reads them from a line and puts them between a command and its reader. Text in, text
 * out; no state but that of one command's output.
 *
 * <p>Starting point: {@link labwire.netlab.console.pipe.OutputFilter}.
 */
@NullMarked
package labwire.netlab.console.pipe;

import org.jspecify.annotations.NullMarked;
