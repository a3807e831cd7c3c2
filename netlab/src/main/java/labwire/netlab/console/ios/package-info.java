/**
 * What routers and switches speak: the session, its modes, and the configuration as text.
 *
 * <p>{@link labwire.netlab.console.ios.IosConsole} is a session; what it understands and writes is its {@link
 * labwire.netlab.console.ios.IosLanguage}, which features in the packages below this one add to: each class declares
 * the commands of one subject, grammar, help and action together, and its part of the running configuration. This
 * package knows no feature; {@code image.IosImage} knows them all.
 */
@NullMarked
package labwire.netlab.console.ios;

import org.jspecify.annotations.NullMarked;
