/**
 * A device's terminal lines: the console port and the virtual terminals that remote sessions take, with what the
 * {@code line} sections of a configuration say of them.
 *
 * <p>A part of {@code device}; who may come in is for {@code device.login} to say.
 *
 * <p>Starting point: {@link labwire.netlab.device.line.TerminalLines}.
 */
@NullMarked
package labwire.netlab.device.line;

import org.jspecify.annotations.NullMarked;
