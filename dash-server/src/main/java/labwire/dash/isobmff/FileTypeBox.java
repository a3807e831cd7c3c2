package labwire.dash.isobmff;

import java.util.ArrayList;
import java.util.List;

/** {@code ftyp}, {@code styp}: the brands, which say by what rules a file or a segment is made (4.3). */
public record FileTypeBox(String type, String majorBrand, long minorVersion, List<String> compatibleBrands)
        implements Box {
    /** How many brands are read; there are some dozens in the world. */
    public static final int MAX_BRANDS = 256;

    public FileTypeBox {
        compatibleBrands = List.copyOf(compatibleBrands);
    }

    static FileTypeBox read(String type, BoxInput in) throws Mp4Exception {
        String majorBrand = in.fourCharacters();
        long minorVersion = in.u32();
        if (in.remaining() > MAX_BRANDS * 4) {
            throw in.refuse(in.remaining() / 4 + " brands", "at most " + MAX_BRANDS);
        }
        List<String> brands = new ArrayList<>();
        while (in.remaining() >= 4) {
            brands.add(in.fourCharacters());
        }
        return new FileTypeBox(type, majorBrand, minorVersion, brands);
    }

    @Override
    public void writeBody(BoxWriter out) {
        out.fourCharacters(majorBrand).u32(minorVersion);
        compatibleBrands.forEach(out::fourCharacters);
    }
}
