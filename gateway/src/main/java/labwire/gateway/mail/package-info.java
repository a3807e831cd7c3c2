/**
 * Mail systems as the workstation meets them: the part of the local API that is about mail, and mail systems on the
 * workstation's own sockets.
 *
 * <p>Above {@code labwire.smtp} and {@code labwire.gateway.api}; the labs of {@code labwire.gateway.lab} stand on it.
 * Starting points: {@link labwire.gateway.mail.MailRoutes}, {@link labwire.gateway.mail.WorkstationMail}.
 */
@NullMarked
package labwire.gateway.mail;

import org.jspecify.annotations.NullMarked;
