/**
 * OSPF's commands: {@code router ospf}, {@code ip ospf} on interfaces, and their {@code show} commands.
 *
 * <p>Above {@code console.ios} and {@code device}; start at {@link labwire.netlab.console.ios.ospf.OspfCommands}.
 */
@NullMarked
package labwire.netlab.console.ios.ospf;

import org.jspecify.annotations.NullMarked;
