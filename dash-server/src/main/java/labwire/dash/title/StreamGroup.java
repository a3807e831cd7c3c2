package labwire.dash.title;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import labwire.dash.manifest.AdaptationSet;
import labwire.dash.manifest.Descriptor;
import labwire.dash.manifest.Ratio;
import labwire.dash.manifest.Representation;
import labwire.dash.manifest.SegmentTemplate;
import labwire.dash.media.TrackInfo;
import labwire.dash.media.TrackKind;

/**
 * Tracks among which a player may switch: of one kind, codec and language. What a manifest calls an adaptation set.
 *
 * @param main whether it is the first of its kind
 * @param rungs by rate, lowest first
 */
public record StreamGroup(TrackKind kind, String language, boolean main, List<CutTrack> rungs) {
    private static final String ROLE = "urn:mpeg:dash:role:2011";
    private static final String CHANNELS = "urn:mpeg:dash:23003:3:audio_channel_configuration:2011";

    /** Groups tracks: video first, otherwise in the order of each group's first track. */
    public static List<StreamGroup> of(List<CutTrack> tracks) {
        Map<String, List<CutTrack>> groups = new LinkedHashMap<>();
        for (TrackKind kind : TrackKind.values()) {
            for (CutTrack cut : tracks) {
                TitleTrack track = cut.track();
                if (track.kind() == kind) {
                    String key = kind + " " + track.codec() + " " + track.language();
                    groups.computeIfAbsent(key, unseen -> new ArrayList<>()).add(cut);
                }
            }
        }
        List<StreamGroup> sets = new ArrayList<>();
        for (List<CutTrack> rungs : groups.values()) {
            rungs.sort(Comparator.comparingLong(CutTrack::bandwidth));
            TitleTrack first = rungs.get(0).track();
            boolean main = sets.stream().noneMatch(set -> set.kind == first.kind());
            sets.add(new StreamGroup(first.kind(), first.language(), main, List.copyOf(rungs)));
        }
        return sets;
    }

    /** The adaptation set, without its representations. */
    public AdaptationSet describe(int id) {
        AdaptationSet set = AdaptationSet.of(id, kind.name().toLowerCase(Locale.ROOT))
                .with(AdaptationSet.MIME_TYPE, rungs.get(0).track().mediaType())
                .with(AdaptationSet.START_WITH_SAP, 1L);
        if (!language.equals("und")) {
            set = set.with(AdaptationSet.LANG, language);
        }
        return set.with(Descriptor.of(Descriptor.Kind.ROLE, ROLE, main ? "main" : "alternate"));
    }

    /** The adaptation set with its representations; what they say alike of their segments is said once, above them. */
    public AdaptationSet describe(int id, Function<CutTrack, SegmentTemplate> template) {
        List<SegmentTemplate> templates = rungs.stream().map(template).toList();
        boolean alike = templates.stream().distinct().count() == 1;
        AdaptationSet set = describe(id).with(AdaptationSet.SEGMENT_ALIGNMENT, alike || kind == TrackKind.VIDEO);
        if (alike) {
            set = set.with(templates.get(0));
        }
        List<Representation> representations = new ArrayList<>();
        for (int i = 0; i < rungs.size(); i++) {
            Representation rung = describe(rungs.get(i));
            representations.add(alike ? rung : rung.with(templates.get(i)));
        }
        return set.with(representations);
    }

    /** A representation, without its segments. */
    static Representation describe(CutTrack rung) {
        TrackInfo info = rung.track().info();
        Representation representation =
                Representation.of(rung.id(), rung.bandwidth()).with(Representation.CODECS, info.codecs());
        if (info.width() > 0) {
            representation = representation
                    .with(Representation.WIDTH, (long) info.width())
                    .with(Representation.HEIGHT, (long) info.height())
                    .with(Representation.SAR, ratio(info.pixelAspect()));
        }
        if (info.frameRate().numerator() > 0) {
            representation = representation.with(Representation.FRAME_RATE, ratio(info.frameRate()));
        }
        if (info.sampleRate() > 0) {
            representation =
                    representation.with(Representation.AUDIO_SAMPLING_RATE, Integer.toString(info.sampleRate()));
        }
        if (info.channels() > 0) {
            representation = representation.with(Descriptor.of(
                    Descriptor.Kind.AUDIO_CHANNEL_CONFIGURATION, CHANNELS, Integer.toString(info.channels())));
        }
        return representation;
    }

    private static Ratio ratio(labwire.dash.media.Ratio ratio) {
        return new Ratio(ratio.numerator(), ratio.denominator());
    }
}
