package org.zizhu.drivers.codescanner.camera;

import boofcv.abst.fiducial.QrCodeDetector;
import boofcv.concurrency.BoofConcurrency;
import boofcv.factory.fiducial.ConfigQrCode;
import boofcv.factory.fiducial.FactoryFiducial;
import boofcv.struct.image.GrayU8;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.zizhu.drivers.camera.GreyPicture;

/** By BoofCV, which looks for the finder patterns' outlines as squares in space: it copes with perspective and blur. */
final class BoofDecoder implements Decoder {

    static {
        // One driver shall not take all processors of a unit.
        BoofConcurrency.USE_CONCURRENT = false;
    }

    private final QrCodeDetector<GrayU8> detector;

    BoofDecoder() {
        ConfigQrCode config = ConfigQrCode.fast();
        config.defaultEncoding = StandardCharsets.ISO_8859_1.name();
        detector = FactoryFiducial.qrcode(config, GrayU8.class);
    }

    @Override
    public Optional<byte[]> read(GreyPicture picture) {
        GrayU8 image = new GrayU8();
        image.data = picture.pixels();
        image.width = picture.width();
        image.height = picture.height();
        image.stride = picture.width();
        detector.process(image);
        return detector.getDetections().stream().findFirst().map(code -> Decoder.bytes(code.message));
    }
}
