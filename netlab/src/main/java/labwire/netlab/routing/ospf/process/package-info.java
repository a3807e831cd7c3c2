/**
 * OSPF processes as IOS has them: which interfaces of a stack take part and how, what is redistributed, and one
 * {@link labwire.netlab.routing.ospf.OspfRouter} for each, fed from the stack and filling its route table.
 *
 * <p>Above {@code routing.ospf}, below {@code device}. Starting points: {@link
 * labwire.netlab.routing.ospf.process.OspfProcesses}, {@link labwire.netlab.routing.ospf.process.OspfProcess}.
 */
@NullMarked
package labwire.netlab.routing.ospf.process;

import org.jspecify.annotations.NullMarked;
