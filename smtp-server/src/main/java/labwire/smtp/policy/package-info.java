/**
 * What a server of its own accord has against mail: rules about recipients, limits on rates, greylisting and block
 * lists, each a {@link labwire.smtp.hook.Hook}.
 *
 * <p>Start at {@link labwire.smtp.policy.RecipientRules}.
 */
@NullMarked
package labwire.smtp.policy;

import org.jspecify.annotations.NullMarked;
