package labwire.netlab.link;

/** Which frames a cable loses. Immutable; {@link LossProcess} is a model at work. */
public sealed interface LossModel {
    LossModel NONE = new Independent(0);

    /**
     * Every frame by itself.
     *
     * @param chance 0 to 1
     */
    record Independent(double chance) implements LossModel {
        public Independent {
            LinkSettings.checkChance("loss", chance);
        }
    }

    /**
     * In bursts, after Gilbert and Elliott: the cable is in a good or in a bad state, which may change with every frame.
     * Of many frames, {@code toBad / (toBad + toGood)} meet the bad state, for {@code 1 / toGood} on end.
     *
     * @param toBad the chance to turn from good to bad, above 0, to 1
     * @param toGood the chance to turn from bad to good, above 0, to 1
     * @param lossInBad the chance of a frame to be lost in the bad state, 0 to 1
     * @param lossInGood and in the good one
     */
    record GilbertElliott(double toBad, double toGood, double lossInBad, double lossInGood) implements LossModel {
        public GilbertElliott {
            checkTurn("loss to bad", toBad);
            checkTurn("loss to good", toGood);
            LinkSettings.checkChance("loss in bad", lossInBad);
            LinkSettings.checkChance("loss in good", lossInGood);
        }

        private static void checkTurn(String name, double chance) {
            LinkSettings.checkChance(name, chance);
            if (chance == 0) {
                throw new IllegalArgumentException(name + ": 0 (expected: above 0, else that state has no end)");
            }
        }
    }
}
