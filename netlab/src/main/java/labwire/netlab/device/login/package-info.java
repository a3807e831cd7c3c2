/**
 * Who may log in to a router or a switch, and how: local users, AAA's method lists, what a line asks for, the dialogue
 * of a login, and the forms in which a configuration stores passwords.
 *
 * <p>Part of {@code device}: state and rules without I/O. Starting points: {@link
 * labwire.netlab.device.login.Accounts}, {@link labwire.netlab.device.login.LoginDialogue}, {@link
 * labwire.netlab.device.login.StoredPassword}.
 */
@NullMarked
package labwire.netlab.device.login;

import org.jspecify.annotations.NullMarked;
