/**
 * Reading messages: a header line for a list, a readable form for a person. Built on mime4j, and bounded in all that a
 * message may make it do. Nothing here fails on a malformed message; it shows what it could read.
 *
 * <p>Start at {@link labwire.smtp.message.MessageView}.
 */
@NullMarked
package labwire.smtp.message;

import org.jspecify.annotations.NullMarked;
