package labwire.dash.player;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import labwire.dash.manifest.AdaptationSet;
import labwire.dash.manifest.Descriptor;
import labwire.dash.manifest.MpdException;
import labwire.dash.manifest.Period;
import labwire.dash.manifest.PeriodSpan;
import labwire.dash.manifest.Representation;
import labwire.dash.manifest.SegmentList;
import labwire.dash.manifest.SegmentTemplate;
import labwire.dash.manifest.StreamDescription;
import labwire.dash.manifest.WithSegments;
import labwire.dash.session.PlayerEvent.Medium;
import org.jspecify.annotations.Nullable;

/** A period, and of each medium the stream that is played of it. */
final class PeriodStreams {
    private final PeriodSpan span;
    private final Map<Medium, AdaptiveStream> streams = new EnumMap<>(Medium.class);

    /** @throws MpdException if a medium that is wanted is described so that its segments cannot be found */
    PeriodStreams(Presentation presentation, PeriodSpan span, PlayerConfig config) throws MpdException {
        this.span = span;
        for (Medium medium : config.media()) {
            Optional<AdaptationSet> chosen = choose(medium, config);
            if (chosen.isPresent()) {
                streams.put(medium, stream(presentation, medium, chosen.get()));
            }
        }
    }

    private Optional<AdaptationSet> choose(Medium medium, PlayerConfig config) {
        List<AdaptationSet> sets = span.period().adaptationSets().stream()
                .filter(set -> medium(set) == medium && isPlayable(set))
                .toList();
        return sets.stream()
                .filter(set -> isPreferred(set, medium, config))
                .findFirst()
                .or(() -> sets.stream().findFirst());
    }

    private static boolean isPreferred(AdaptationSet set, Medium medium, PlayerConfig config) {
        return switch (medium) {
            case VIDEO ->
                set.representations().stream()
                        .map(representation -> representation.inheriting(set))
                        .allMatch(representation -> representation
                                .get(StreamDescription.CODECS)
                                .orElse("")
                                .startsWith(config.codecs()));
            case AUDIO, TEXT ->
                config.language().isEmpty()
                        || set.get(AdaptationSet.LANG).orElse("").startsWith(config.language());
        };
    }

    private static @Nullable Medium medium(AdaptationSet set) {
        return switch (set.contentType()) {
            case "video" -> Medium.VIDEO;
            case "audio" -> Medium.AUDIO;
            case "text", "application" -> Medium.TEXT;
            default -> null;
        };
    }

    /** An essential property is not to be overlooked, and none is known here: trick modes, thumbnails in tiles. */
    private static boolean isPlayable(AdaptationSet set) {
        return !set.representations().isEmpty()
                && set.descriptors(Descriptor.Kind.ESSENTIAL_PROPERTY).isEmpty();
    }

    private AdaptiveStream stream(Presentation presentation, Medium medium, AdaptationSet set) throws MpdException {
        List<Representation> ascending = set.representations().stream()
                .sorted(Comparator.comparingLong(Representation::bandwidth))
                .toList();
        List<Rung> rungs = new ArrayList<>();
        for (Representation representation : ascending) {
            boolean exact = Stream.of(representation, set, span.period()).anyMatch(PeriodStreams::hasTimeline);
            rungs.add(
                    new Rung(representation.inheriting(set), presentation.addresses(span, set, representation), exact));
        }
        return new AdaptiveStream(medium, this, rungs);
    }

    private static boolean hasTimeline(WithSegments<?> level) {
        return level.segmentTemplate().flatMap(SegmentTemplate::timeline).isPresent()
                || level.segmentList().flatMap(SegmentList::timeline).isPresent();
    }

    int index() {
        return span.index();
    }

    /** Whether it is the same in another edition of the manifest. */
    boolean isSame(PeriodSpan other) {
        Optional<String> id = span.period().get(Period.ID);
        return id.isPresent()
                ? id.equals(other.period().get(Period.ID))
                : span.start().equals(other.start());
    }

    Optional<AdaptiveStream> stream(Medium medium) {
        return Optional.ofNullable(streams.get(medium));
    }

    long startNanos() {
        return Nanos.of(span.start());
    }

    /** Beyond all times while the period is open. */
    long endNanos() {
        return span.duration().isPresent()
                ? startNanos() + Nanos.of(span.duration().get())
                : Long.MAX_VALUE;
    }
}
