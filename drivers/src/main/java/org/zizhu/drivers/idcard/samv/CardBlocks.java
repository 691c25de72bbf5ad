package org.zizhu.drivers.idcard.samv;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.zizhu.drivers.idcard.CardPhoto;
import org.zizhu.drivers.idcard.IdCardReader.Contents;
import org.zizhu.drivers.idcard.IdCardTextBlock;

/** The data of an answer to "read": two or three big-endian lengths, then text, photo and fingerprint. */
record CardBlocks(byte[] text, CardPhoto photo, byte[] fingerprint) {

    /** Empty when the lengths are not those of a card, or don't add up. */
    static Optional<CardBlocks> of(byte[] data, Contents contents) {
        boolean withFingerprint = contents == Contents.TEXT_PHOTO_AND_FINGERPRINT;
        int headBytes = withFingerprint ? 6 : 4;
        if (data.length < headBytes) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(data);
        int textBytes = Short.toUnsignedInt(in.getShort());
        int photoBytes = Short.toUnsignedInt(in.getShort());
        int fingerprintBytes = withFingerprint ? Short.toUnsignedInt(in.getShort()) : 0;
        if (textBytes != IdCardTextBlock.BYTES
                || photoBytes != CardPhoto.BYTES
                || in.remaining() != textBytes + photoBytes + fingerprintBytes) {
            return Optional.empty();
        }
        byte[] text = new byte[textBytes];
        byte[] photo = new byte[photoBytes];
        byte[] fingerprint = new byte[fingerprintBytes];
        in.get(text).get(photo).get(fingerprint);
        return Optional.of(new CardBlocks(text, new CardPhoto(photo), fingerprint));
    }
}
