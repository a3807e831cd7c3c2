/**
 * Settings files of servers: YAML in, checked settings out, every problem with its line.
 *
 * <p>Start at {@link labwire.gateway.settings.MailSettingsFile}.
 */
@NullMarked
package labwire.gateway.settings;

import org.jspecify.annotations.NullMarked;
