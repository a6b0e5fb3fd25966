package io.github.tessera.data.broken;

import java.util.List;
import java.util.stream.Stream;

/** All kinds of broken and odd input. */
final class BrokenInputs {
    private BrokenInputs() {}

    static List<BrokenInput> all() {
        return Stream.of(files(), masks(), drawings(), folders(), tiles(), words())
                .flatMap(inputs -> inputs)
                .toList();
    }

    private static Stream<BrokenInput> join(List<List<BrokenInput>> lists) {
        return lists.stream().flatMap(List::stream);
    }

    private static Stream<BrokenInput> files() {
        return join(List.of(
                OtherFormatCases.empty(),
                OtherFormatCases.disguised(),
                OtherFormatCases.oldFormats(),
                OtherFormatCases.gifsAndBmps(),
                OtherFormatCases.jpegs(),
                PngCases.cutOff(),
                PngCases.damaged(),
                PngCases.headers(),
                PngCases.kinds(),
                TiffCases.cutOff(),
                TiffCases.headers(),
                TiffCases.loops(),
                TiffCases.sizes(),
                TiffCases.strips(),
                TiffCases.compressed(),
                TiffCases.kinds(),
                TiffMoreCases.fields(),
                TiffMoreCases.tiles(),
                TiffMoreCases.bigTiffs(),
                TiffMoreCases.stacks()));
    }

    private static Stream<BrokenInput> masks() {
        return join(List.of(
                MaskCases.sizes(),
                MaskCases.slices(),
                MaskCases.nonFiniteMasks(),
                MaskCases.nonFiniteImages(),
                MaskCases.values(),
                MaskCases.classValues(),
                ColourCases.jpegs(),
                ColourCases.unknownColours(),
                ColourCases.meanings(),
                LayerCases.oneHot(),
                LayerCases.classFileNames(),
                LayerCases.classFilePixels(),
                LayerCases.objects()));
    }

    private static Stream<BrokenInput> drawings() {
        return join(List.of(
                RoiCases.zips(),
                RoiCases.inZips(),
                RoiCases.files(),
                RoiCases.overlays(),
                RoiCases.classes(),
                CocoCases.files(),
                CocoCases.images(),
                CocoCases.indices(),
                CocoCases.polygons(),
                CocoCases.runs(),
                CocoCases.names(),
                GeoJsonCases.files(),
                GeoJsonCases.geometries(),
                GeoJsonCases.features()));
    }

    private static Stream<BrokenInput> folders() {
        return join(List.of(
                FolderCases.folders(),
                FolderCases.links(),
                FolderCases.permissions(),
                FolderCases.specialFiles(),
                NameCases.odd(),
                NameCases.foreign(),
                NameCases.pairing(),
                NameCases.hidden()));
    }

    private static Stream<BrokenInput> tiles() {
        return join(List.of(TileCases.cutting(), TileCases.folders(), TileCases.names(), TileCases.pixels()));
    }

    private static Stream<BrokenInput> words() {
        return join(List.of(
                ClassTableCases.files(),
                ClassTableCases.lines(),
                ClassTableCases.uses(),
                ListFileCases.files(),
                ListFileCases.lines(),
                ListFileCases.names(),
                ListFileCases.groups(),
                WordCases.planes(),
                WordCases.augmentationWords(),
                WordCases.augmentationNumbers(),
                WordCases.openImages()));
    }
}
