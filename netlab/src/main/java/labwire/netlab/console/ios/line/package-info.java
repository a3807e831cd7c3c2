/**
 * Terminal lines and terminals: {@code line con 0}, {@code line vty 0 4} and what is configured there,
 * {@code terminal length 0} and its like, and what shows them.
 *
 * <p>A feature of {@code console.ios}; start at {@link labwire.netlab.console.ios.line.LineCommands}.
 */
@NullMarked
package labwire.netlab.console.ios.line;

import org.jspecify.annotations.NullMarked;
