/**
 * Access lists as they are typed, written and shown.
 *
 * <p>A feature of {@code console.ios}; start at {@link labwire.netlab.console.ios.filter.FilterCommands}.
 */
@NullMarked
package labwire.netlab.console.ios.filter;

import org.jspecify.annotations.NullMarked;
