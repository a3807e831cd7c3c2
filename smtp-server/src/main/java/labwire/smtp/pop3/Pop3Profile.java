package labwire.smtp.pop3;

import labwire.smtp.session.TlsMode;

/**
 * What the sessions of one listener have in common.
 *
 * @param serverName the name the server goes by, in its greeting
 * @param plaintextAuth whether passwords are taken where everybody can listen
 * @param tls how sessions come to TLS
 */
record Pop3Profile(String serverName, Pop3Limits limits, boolean plaintextAuth, TlsMode tls) {}
