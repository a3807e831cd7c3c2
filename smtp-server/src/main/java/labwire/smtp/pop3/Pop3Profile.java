package labwire.smtp.pop3;

/**
 * What the sessions of one listener have in common.
 *
 * @param serverName the name the server goes by, in its greeting
 * @param plaintextAuth whether passwords are taken where everybody can listen
 * @param stls whether STLS is offered while a session is in plain text
 */
record Pop3Profile(String serverName, Pop3Limits limits, boolean plaintextAuth, boolean stls) {}
