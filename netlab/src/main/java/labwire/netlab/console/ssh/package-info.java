/**
 * SSH servers of routers and switches: Apache MINA SSHD on the lab's TCP. In live labs only, since its handshakes are
 * not the same twice.
 *
 * <pre>
 *   TCP of the device ⇄ SshConnection ⇄ MINA: keys, encryption, channels ⇄ ShellCommand ⇄ the terminal of a vty
 *        lab's loop   │          an executor, one task a connection at a time          │    lab's loop
 * </pre>
 *
 * <p>Starting points: {@link labwire.netlab.console.ssh.SshService}, {@link
 * labwire.netlab.console.ssh.SshConnection}.
 */
@NullMarked
package labwire.netlab.console.ssh;

import org.jspecify.annotations.NullMarked;
