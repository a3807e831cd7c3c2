/**
 * The command graph and the sessions on it, without I/O: a line in, text out, and a prompt.
 *
 * <p>Above {@code device}, below whatever carries a terminal. One declaration of a command gives its parsing with
 * abbreviations, its help, its completions and its error messages. The IOS-like and the Linux-like command sets are in
 * {@code ios} and {@code linux}.
 *
 * <p>Starting points: {@link labwire.netlab.console.ConsoleSession}, {@link labwire.netlab.console.CommandGraph},
 * {@link labwire.netlab.console.Command}.
 */
@NullMarked
package labwire.netlab.console;

import org.jspecify.annotations.NullMarked;
