/**
 * The media presentation description (MPD) of ISO/IEC 23009-1: one immutable model, read by players and written by
 * servers.
 *
 * <p>The model is the document: each of its records ({@link labwire.dash.manifest.Mpd},
 * {@link labwire.dash.manifest.Period} …) is a typed view of an {@link labwire.dash.manifest.XmlElement}. Attributes are
 * read and set by typed keys, {@code period.get(Period.START)}; what the model has no name for stays where it was, so that
 * reading and writing lose nothing but comments and white space between elements.
 *
 * <p>Layer: above nothing but XML; it knows neither boxes nor files nor the network. Start at
 * {@link labwire.dash.manifest.MpdReader}, {@link labwire.dash.manifest.MpdWriter} and, for the addresses of segments,
 * {@link labwire.dash.manifest.SegmentAddresses}.
 */
@NullMarked
package labwire.dash.manifest;

import org.jspecify.annotations.NullMarked;
