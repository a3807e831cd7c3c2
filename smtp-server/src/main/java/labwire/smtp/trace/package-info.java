/**
 * What was said in sessions, failed ones too, for those who test clients.
 *
 * <p>Start at {@link labwire.smtp.trace.Transcripts}.
 */
@NullMarked
package labwire.smtp.trace;

import org.jspecify.annotations.NullMarked;
