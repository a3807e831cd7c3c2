/**
 * What is put together of the features: the languages of routers and of switches.
 *
 * <p>Above every feature package of {@code console.ios}; start at {@link labwire.netlab.console.ios.image.IosImage}.
 */
@NullMarked
package labwire.netlab.console.ios.image;

import org.jspecify.annotations.NullMarked;
