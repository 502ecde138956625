package dev.akin.picture;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Composite;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Paints marks into a bitmap.
final class PngPainter {
    private final Graphics2D graphics;

    private PngPainter(Graphics2D graphics) {
        this.graphics = graphics;
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    }

    static byte[] paint(Sheet sheet, List<Mark> marks) throws IOException {
        BufferedImage image =
                new BufferedImage(sheet.width(), sheet.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setColor(sheet.theme().paper);
            graphics.fillRect(0, 0, sheet.width(), sheet.height());
            PngPainter painter = new PngPainter(graphics);
            marks.forEach(painter::paint);
        } finally {
            graphics.dispose();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // Not ImageIO's own choice, which may be a file in a folder that cannot be written.
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        }
        return bytes.toByteArray();
    }

    private void paint(Mark mark) {
        switch (mark) {
            case Mark.Dots dots -> dots(dots);
            case Mark.Stroke stroke -> stroke(stroke);
            case Mark.Box box -> {
                graphics.setColor(box.color());
                graphics.fill(new Rectangle2D.Float(box.x(), box.y(), box.width(), box.height()));
            }
            case Mark.Words words -> words(words);
        }
    }

    private void dots(Mark.Dots dots) {
        Composite before = graphics.getComposite();
        graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, dots.opacity()));
        graphics.setColor(dots.color());
        float r = dots.radius();
        for (int i = 0; i < dots.xs().length; i++) {
            graphics.fill(new Ellipse2D.Float(dots.xs()[i] - r, dots.ys()[i] - r, 2 * r, 2 * r));
        }
        graphics.setComposite(before);
    }

    private void stroke(Mark.Stroke stroke) {
        Path2D path = new Path2D.Float();
        path.moveTo(stroke.xs()[0], stroke.ys()[0]);
        for (int i = 1; i < stroke.xs().length; i++) {
            path.lineTo(stroke.xs()[i], stroke.ys()[i]);
        }
        graphics.setColor(stroke.color());
        graphics.setStroke(round(stroke.width()));
        graphics.draw(path);
    }

    private static BasicStroke round(float width) {
        return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    private void words(Mark.Words words) {
        AffineTransform before = graphics.getTransform();
        graphics.translate(words.x(), words.y());
        if (words.upright()) {
            graphics.rotate(-Math.PI / 2);
        }
        float x = -words.text().width() * words.anchor().share;
        if (words.halo() != null) {
            graphics.setColor(words.halo());
            graphics.setStroke(round(words.text().size() * SvgWriter.HALO));
            graphics.draw(
                    words.text().layout().getOutline(AffineTransform.getTranslateInstance(x, 0)));
        }
        graphics.setColor(words.color());
        words.text().layout().draw(graphics, x, 0);
        graphics.setTransform(before);
    }
}
