/**
 * What a session was like: recorded from its events alone, shown live in a terminal, and kept as JSON, CSV, an SVG chart
 * and an HTML page, the same bytes for the same events.
 *
 * <p>Layer: above {@code session}, and nothing else. Start at {@link labwire.dash.report.SessionRecorder}, which makes a
 * {@link labwire.dash.report.SessionReport}; {@link labwire.dash.report.ReportFiles} writes all of its forms,
 * {@link labwire.dash.report.TerminalView} shows a session while it plays.
 */
@NullMarked
package labwire.dash.report;

import org.jspecify.annotations.NullMarked;
