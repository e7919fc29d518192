#!/usr/bin/env python3
"""Draws the pictures of the demo newsroom into demo/pictures.

Nobody photographed invented news, so we draw it: gradients, noise and plain shapes, the same every time.
Needs numpy and Pillow. `scripts/demo-pictures.py [NAME...]` draws all, or those named.
"""

import math
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

FOLDER = Path(__file__).resolve().parent.parent / "demo" / "pictures"
# Drawn at twice the size, then made smaller: edges come out smooth.
SCALE = 2
CARD = (1200, 800)
FILM = (1280, 720)


class Scene:
    """A canvas with the few strokes all pictures are made of. Coordinates are those of the finished picture."""

    def __init__(self, size, seed):
        self.width, self.height = size
        self.random = np.random.default_rng(seed)
        self.image = Image.new("RGB", (self.width * SCALE, self.height * SCALE))

    # light

    def gradient(self, stops, top=0, bottom=None):
        """Fills from `top` to `bottom`; stops are (part of the way, colour)."""
        bottom = self.height if bottom is None else bottom
        rows = np.linspace(0, 1, int((bottom - top) * SCALE))
        places = [place for place, _ in stops]
        bands = [np.interp(rows, places, [colour(c)[i] for _, c in stops]) for i in range(3)]
        strip = np.stack(bands, axis=1)[:, None, :].astype(np.uint8)
        strip = np.repeat(strip, self.width * SCALE, axis=1)
        self.image.paste(Image.fromarray(strip), (0, int(top * SCALE)))

    def noise(self, width, height, cells_x, cells_y, octaves=5):
        """Fractal noise between 0 and 1, `cells` features across."""
        total = np.zeros((height, width), np.float32)
        weight = 1.0
        for octave in range(octaves):
            across = max(2, int(cells_x * 2**octave))
            down = max(2, int(cells_y * 2**octave))
            grid = self.random.random((min(down, height), min(across, width))).astype(np.float32)
            layer = Image.fromarray(grid).resize((width, height), Image.Resampling.BICUBIC)
            total += weight * np.asarray(layer)
            weight *= 0.5
        low, high = np.percentile(total, [1, 99])
        return np.clip((total - low) / (high - low), 0, 1)

    def veil(self, tint, alpha, top=0):
        """Lays a colour over the picture, as dense as `alpha` (0 to 1, one value a pixel) says."""
        layer = Image.new("RGB", (alpha.shape[1], alpha.shape[0]), colour(tint))
        mask = Image.fromarray((np.clip(alpha, 0, 1) * 255).astype(np.uint8))
        self.image.paste(layer, (0, int(top * SCALE)), mask)

    def clouds(self, tint, top, bottom, cells=(3, 6), cover=0.5, density=0.8):
        width, height = self.width * SCALE, int((bottom - top) * SCALE)
        field = self.noise(width, height, *cells)
        alpha = np.clip((field - (1 - cover)) / max(cover, 0.01), 0, 1) ** 1.3 * density
        fade = np.minimum(1, np.linspace(0, 4, height))[:, None] * np.minimum(1, np.linspace(3, 0, height))[:, None]
        self.veil(tint, alpha * np.maximum(fade, 0.0), top)

    def water(self, stops, top, bottom, glint="#ffffff", strength=0.35, streak=70):
        self.gradient(stops, top, bottom)
        width, height = self.width * SCALE, int((bottom - top) * SCALE)
        # Waves look longer and taller the nearer they are.
        rows = (np.linspace(0, 1, height) ** 0.55 * streak).astype(int)
        field = self.noise(width, streak + 1, 9, streak // 2, 3)[np.clip(rows, 0, streak)]
        fine = self.noise(width, height, 14, streak, 3)
        alpha = np.clip(field * 0.6 + fine * 0.4 - 0.52, 0, 1) * 3.2 * strength
        self.veil(glint, alpha, top)
        self.veil("#0b1a28", np.clip(0.46 - field * 0.7 - fine * 0.25, 0, 1) * 0.9, top)

    def stars(self, count, bottom):
        drawing = ImageDraw.Draw(self.image, "RGBA")
        for _ in range(count):
            x, y = self.random.random() * self.width, self.random.random() ** 1.3 * bottom
            radius = 0.35 + self.random.random() ** 6 * 1.5
            alpha = int(90 + self.random.random() * 165)
            self._ellipse(drawing, x, y, radius, radius, (255, 250, 235, alpha))

    def glow(self, x, y, radius, tint, strength=0.8):
        grid_y, grid_x = np.mgrid[0 : self.height * SCALE, 0 : self.width * SCALE]
        distance = np.hypot(grid_x - x * SCALE, grid_y - y * SCALE) / (radius * SCALE)
        self.veil(tint, np.clip(1 - distance, 0, 1) ** 2 * strength)

    def grain(self, strength):
        pixels = np.asarray(self.image).astype(np.int16)
        pixels += self.random.normal(0, strength, pixels.shape[:2])[:, :, None].astype(np.int16)
        self.image = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))

    # shapes

    def polygon(self, points, fill):
        ImageDraw.Draw(self.image, "RGBA").polygon([(x * SCALE, y * SCALE) for x, y in points], fill=rgba(fill))

    def box(self, x, y, width, height, fill, radius=0):
        area = [x * SCALE, y * SCALE, (x + width) * SCALE, (y + height) * SCALE]
        ImageDraw.Draw(self.image, "RGBA").rounded_rectangle(area, radius * SCALE, fill=rgba(fill))

    def line(self, points, fill, width=1.0):
        points = [(x * SCALE, y * SCALE) for x, y in points]
        ImageDraw.Draw(self.image, "RGBA").line(points, rgba(fill), max(1, round(width * SCALE)), joint="curve")

    def ellipse(self, x, y, across, down, fill):
        self._ellipse(ImageDraw.Draw(self.image, "RGBA"), x, y, across, down, rgba(fill))

    def ring(self, x, y, across, down, fill, width=2.0):
        area = [(x - across) * SCALE, (y - down) * SCALE, (x + across) * SCALE, (y + down) * SCALE]
        ImageDraw.Draw(self.image, "RGBA").ellipse(area, outline=rgba(fill), width=max(1, round(width * SCALE)))

    def pie(self, x, y, radius, start, end, fill):
        area = [(x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE]
        ImageDraw.Draw(self.image, "RGBA").pieslice(area, start, end, fill=rgba(fill))

    def ridge(self, base, height, cells, fill, jag=4, bottom=None):
        """A line of hills; returns its height at every pixel of the picture."""
        line = self.noise(self.width, 2, cells, 1, jag)[0]
        tops = base - line * height
        points = [(x, float(y)) for x, y in enumerate(tops)]
        self.polygon(points + [(self.width, bottom or self.height), (0, bottom or self.height)], fill)
        return tops

    def textured(self, points, fill, spots, cells=(8, 10), cover=0.5, density=1.0, fall=0.0):
        """A polygon with noise upon it, such as rock with snow; `fall` thins the noise towards the foot."""
        mask = Image.new("L", self.image.size)
        ImageDraw.Draw(mask).polygon([(x * SCALE, y * SCALE) for x, y in points], fill=255)
        self.image.paste(Image.new("RGB", self.image.size, colour(fill)), (0, 0), mask)
        field = self.noise(self.width * SCALE, self.height * SCALE, *cells)
        top, bottom = min(y for _, y in points) * SCALE, max(y for _, y in points) * SCALE
        rows = np.clip((np.arange(self.height * SCALE) - top) / max(1, bottom - top), 0, 1)
        threshold = 1 - cover + fall * rows[:, None]
        alpha = np.clip((field - threshold) * 9, 0, 1) * density
        spots_mask = ImageChops.multiply(mask, Image.fromarray((alpha * 255).astype(np.uint8)))
        self.image.paste(Image.new("RGB", self.image.size, colour(spots)), (0, 0), spots_mask)

    def summit(self, top, foot_left, foot_right, foot, light, dark):
        """A mountain under snow: a lit face, a face in shadow, and the broken ridge between them."""

        def broken(start, end, steps, swing):
            points = []
            for step in range(steps + 1):
                part = step / steps
                shift = self.random.normal(0, swing) * math.sin(part * math.pi)
                points.append((start[0] + (end[0] - start[0]) * part + shift, start[1] + (end[1] - start[1]) * part + shift * 0.4))
            return points

        left = broken(top, (foot_left, foot), 12, 9)
        right = broken(top, (foot_right, foot), 12, 9)
        ridge = broken(top, (top[0] + (foot_right - foot_left) * 0.06, foot), 9, 26)
        self.polygon(left + right[::-1], light)
        self.polygon(ridge + right[::-1], dark)
        # Gullies run down from the ridge: shade on the lit face, snow on the dark one.
        for step in range(1, 9):
            x, y = ridge[step]
            long = 46 + 16 * step
            self.polygon([(x, y), (x - long * 0.62, y + long), (x - long * 0.4, y + long * 1.02), (x - 4, y + long * 0.5)], between(light, dark, 0.5))
            self.polygon([(x + 3, y + 6), (x + long * 0.75, y + long * 0.9), (x + long * 0.5, y + long * 1.05)], between(dark, light, 0.45))

    def blur(self, radius, box=None):
        if box is None:
            self.image = self.image.filter(ImageFilter.GaussianBlur(radius * SCALE))
            return
        area = tuple(int(v * SCALE) for v in box)
        part = self.image.crop(area).filter(ImageFilter.GaussianBlur(radius * SCALE))
        self.image.paste(part, area[:2])

    def save(self, name, quality=76):
        FOLDER.mkdir(parents=True, exist_ok=True)
        small = self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        small.save(FOLDER / f"{name}.jpg", quality=quality, optimize=True, progressive=True)

    @staticmethod
    def _ellipse(drawing, x, y, across, down, fill):
        drawing.ellipse(
            [(x - across) * SCALE, (y - down) * SCALE, (x + across) * SCALE, (y + down) * SCALE], fill=fill
        )


def colour(text):
    return tuple(int(text[i : i + 2], 16) for i in (1, 3, 5))


def rgba(text):
    """`#rrggbb`, or `#rrggbbaa` for what shines through."""
    return colour(text) + (int(text[7:9], 16) if len(text) > 7 else 255,)


def between(a, b, part):
    return "#" + "".join(f"{round(x + (y - x) * part):02x}" for x, y in zip(colour(a), colour(b)))


# the pictures


def turbines():
    scene = Scene(CARD, 11)
    scene.gradient([(0, "#4d5f78"), (0.55, "#8a94a6"), (0.82, "#c3b4ae"), (1, "#dcbfa6")], 0, 540)
    scene.clouds("#e9e6e4", 0, 430, (3, 9), 0.62, 0.85)
    scene.clouds("#3f4c61", 0, 330, (2, 7), 0.5, 0.55)
    scene.glow(820, 540, 420, "#f4cfa4", 0.5)
    scene.water([(0, "#8894a0"), (0.15, "#5d6f80"), (1, "#24384b")], 540, 800, "#dfe5e8", 0.5)

    def turbine(x, foot, height, turn, shade, base):
        top = foot - height
        thick = max(1.2, height / 42)
        scene.polygon([(x - thick / 2, top), (x + thick / 2, top), (x + thick * 0.9, foot), (x - thick * 0.9, foot)], shade)
        if base:
            scene.polygon([(x - thick * 2, foot - height * 0.03), (x + thick * 2, foot - height * 0.03),
                           (x + thick * 2.6, foot + height * 0.03), (x - thick * 2.6, foot + height * 0.03)], "#c9962f")
            scene.line([(x - thick * 2.6, foot + height * 0.035), (x + thick * 2.6, foot + height * 0.035)], "#1d2c3b88", 2)
        for blade in range(3):
            angle = math.radians(turn + 120 * blade)
            across, along = (math.cos(angle), math.sin(angle)), height * 0.56
            tip = (x + across[0] * along, top + across[1] * along)
            side = (-across[1] * thick * 0.9, across[0] * thick * 0.9)
            root = (x + across[0] * along * 0.18, top + across[1] * along * 0.18)
            scene.polygon([(x, top), (root[0] + side[0], root[1] + side[1]), tip], shade)
        scene.ellipse(x, top, thick * 0.9, thick * 0.9, shade)

    for index in range(11):
        turbine(40 + index * 112 + scene.random.integers(-18, 18), 541, 74, scene.random.integers(0, 120), "#7d8794", False)
    turbine(985, 574, 210, 25, "#d3d6d8", True)
    turbine(690, 582, 250, 78, "#e2e3e2", True)
    turbine(250, 628, 396, 8, "#f4f3ef", True)
    hull = [(800, 640), (884, 640), (872, 662), (812, 662)]
    scene.polygon(hull, "#1c2733")
    scene.box(826, 618, 28, 24, "#e8e4da", 2)
    scene.box(832, 623, 7, 7, "#3a4a5c")
    scene.line([(846, 618), (846, 596)], "#1c2733", 2)
    scene.polygon([(806, 663), (878, 663), (890, 670), (795, 670)], "#0f1a2577")
    scene.grain(2)
    return scene


def observatory():
    scene = Scene(CARD, 5)
    scene.gradient([(0, "#0a1028"), (0.5, "#17214a"), (0.8, "#33406e"), (1, "#6d5f78")], 0, 640)
    field = scene.noise(scene.width * SCALE, 640 * SCALE, 3, 4)
    rows, columns = np.mgrid[0 : 640 * SCALE, 0 : scene.width * SCALE]
    band = np.exp(-(((columns * 0.55 - rows + 250 * SCALE) / (210 * SCALE)) ** 2))
    scene.veil("#9aa3d0", band * field * 0.55)
    scene.stars(1500, 620)
    scene.ridge(650, 90, 4, "#10162c", 5)
    scene.ridge(710, 110, 3, "#0b1022", 5)
    x, foot = 700, 640
    scene.box(x - 128, foot - 130, 256, 140, "#8d90a5")
    scene.box(x + 20, foot - 130, 108, 140, "#5b5f7a")
    scene.pie(x, foot - 128, 138, 180, 360, "#b9bccb")
    scene.pie(x, foot - 128, 138, 292, 360, "#787c97")
    scene.polygon([(x - 34, foot - 128), (x - 22, foot - 262), (x + 18, foot - 264), (x + 12, foot - 128)], "#0a0d1c")
    scene.polygon([(x - 14, foot - 170), (x - 4, foot - 246), (x + 8, foot - 246), (x + 4, foot - 170)], "#e9a95c")
    scene.line([(x - 140, foot - 128), (x + 140, foot - 128)], "#4a4e69", 6)
    scene.box(x + 62, foot - 58, 26, 40, "#ffc873")
    scene.box(x - 100, foot - 50, 34, 60, "#2a2f4a")
    scene.glow(x + 75, foot - 38, 90, "#ffc873", 0.45)
    scene.box(300, 596, 110, 50, "#232a48")
    scene.polygon([(292, 598), (355, 566), (418, 598)], "#1a2040")
    scene.box(330, 612, 16, 16, "#ffc873")
    scene.glow(338, 620, 50, "#ffc873", 0.4)
    scene.ridge(740, 60, 5, "#070a17", 6)
    scene.line([(140, 120), (230, 150)], "#ffffffbb", 1.6)
    scene.grain(2)
    return scene


def tram():
    scene = Scene(CARD, 21)
    scene.gradient([(0, "#c9d0d2"), (1, "#e6e1d6")], 0, 560)
    scene.clouds("#ffffff", 0, 300, (3, 5), 0.5, 0.6)
    walls = ["#a5694f", "#c59a62", "#8d5a4c", "#d0b489", "#9a7b62", "#b87a58", "#7f6a5f", "#c9a57c"]

    def house(x, width, top, shade, side):
        scene.box(x, top, width, 560 - top, shade)
        scene.polygon([(x - 5, top), (x + width / 2, top - 44), (x + width + 5, top)], between(shade, "#2b2320", 0.45))
        columns, rows = max(2, int(width // 42)), max(3, int((520 - top) // 58))
        for column in range(columns):
            for row in range(rows):
                left = x + 14 + column * (width - 28) / columns + 4
                up = top + 20 + row * 58
                lit = scene.random.random() < 0.16
                scene.box(left - 2, up - 2, 22, 36, between(shade, "#f4ecdc", 0.55))
                scene.box(left, up, 18, 32, "#f6cf7e" if lit else between("#3b4652", shade, 0.2))
                scene.line([(left + 9, up), (left + 9, up + 32)], between(shade, "#f4ecdc", 0.4), 1)
        scene.box(x + 6, 512, width - 12, 48, between(shade, "#26211f", 0.55))
        scene.box(x + 6, 500, width - 12, 12, side)

    edge = 0
    stripes = ["#3f6b66", "#7a2f2b", "#2f4a6b", "#8a6b2c", "#54506b"]
    for index, (width, top) in enumerate([(150, 210), (120, 280), (170, 170), (110, 250), (140, 215), (150, 140), (120, 240), (160, 190), (130, 260)]):
        house(edge, width, top, walls[index % len(walls)], stripes[index % len(stripes)])
        edge += width
    scene.gradient([(0, "#8d8880"), (1, "#5f5b56")], 560, 800)
    field = scene.noise(scene.width * SCALE, 240 * SCALE, 60, 40, 2)
    scene.veil("#3b3936", np.clip(field - 0.55, 0, 1) * 0.7, 560)
    scene.polygon([(0, 590), (1200, 590), (1200, 560), (0, 560)], "#a39d92")
    middle = 640
    for shift in (-1, 1):
        scene.line([(middle + shift * 34, 575), (middle + shift * 260, 800)], "#3a3734", 7)
        scene.line([(middle + shift * 34, 575), (middle + shift * 260, 800)], "#d9d4ca", 2.4)
    for height in (86, 118):
        scene.line([(0, height + 40), (420, height + 62), (middle, height + 70), (1200, height + 8)], "#4a4642", 1.5)
    left, top, width, height = middle - 120, 300, 240, 330
    scene.polygon([(left - 20, 640), (left + width + 20, 640), (left + width + 60, 664), (left - 60, 664)], "#26232099")
    scene.box(left, top, width, height, "#a3231f", 22)
    scene.box(left, top + 6, width, 54, "#8a1b18", 20)
    scene.box(left + 62, top + 14, 116, 30, "#1c1a18", 5)
    scene.box(left + 72, top + 21, 20, 16, "#ffb43a", 3)
    for bar in range(3):
        scene.box(left + 102 + bar * 22, top + 25, 14, 8, "#ffb43a")
    scene.box(left + 22, top + 72, width - 44, 112, "#22303c", 10)
    scene.polygon([(left + 30, top + 184), (left + 98, top + 72), (left + 140, top + 72), (left + 72, top + 184)], "#9fb4c055")
    scene.ellipse(left + 84, top + 152, 18, 20, "#0f1820")
    scene.box(left + 60, top + 166, 48, 18, "#0f1820", 8)
    scene.box(left, top + 204, width, 12, "#f0e8d8")
    for shift in (44, width - 44):
        scene.ellipse(left + shift, top + 252, 17, 17, "#f7f1de")
        scene.ellipse(left + shift, top + 252, 10, 10, "#ffffff")
    scene.box(left + 14, top + 290, width - 28, 36, "#2a2624", 8)
    scene.box(left + 84, top + 296, 72, 12, "#7b736a", 4)
    scene.line([(middle, top), (middle - 34, top - 62), (middle + 6, top - 118)], "#37322f", 5)
    scene.line([(middle, top), (middle + 34, top - 62), (middle - 6, top - 118)], "#37322f", 5)
    scene.line([(middle - 42, top - 120), (middle + 42, top - 120)], "#37322f", 5)
    for x, size in ((150, 1.0), (210, 0.92), (1010, 1.05)):
        foot = 640
        scene.ellipse(x, foot - 84 * size, 10 * size, 11 * size, "#3b2f2a")
        scene.polygon([(x - 15 * size, foot - 72 * size), (x + 15 * size, foot - 72 * size), (x + 19 * size, foot - 22 * size), (x - 19 * size, foot - 22 * size)], "#2e3a48" if x != 210 else "#7a4038")
        scene.line([(x - 7 * size, foot - 24 * size), (x - 8 * size, foot)], "#211d1b", 7 * size)
        scene.line([(x + 7 * size, foot - 24 * size), (x + 9 * size, foot)], "#211d1b", 7 * size)
        scene.ellipse(x, foot + 2, 26 * size, 4, "#2623204d")
    scene.grain(2)
    return scene


def mountains():
    scene = Scene(FILM, 31)
    scene.gradient([(0, "#7fa3c9"), (1, "#d4e2ea")], 0, 500)
    scene.clouds("#ffffff", 0, 260, (2, 6), 0.4, 0.5)

    def peak(points, rock, cover):
        scene.textured(points, rock, "#f5f7f8", (10, 14), cover, 1.0, 0.42)
        # The side away from the sun.
        top = min(points, key=lambda p: p[1])
        scene.polygon([top, (top[0] + 30, top[1] + 120), (top[0] - 20, top[1] + 240), (top[0] + 60, 505), points[-1]], "#1f2b3d38")

    peak([(-40, 505), (90, 330), (190, 240), (250, 290), (330, 250), (470, 505)], "#8894a3", 0.62)
    peak([(640, 505), (760, 300), (860, 210), (930, 270), (1010, 240), (1180, 420), (1320, 505)], "#8490a0", 0.62)
    peak([(180, 505), (300, 330), (380, 200), (455, 92), (520, 160), (590, 235), (660, 330), (800, 505)], "#67727f", 0.66)
    peak([(900, 505), (1040, 360), (1120, 280), (1190, 330), (1320, 505)], "#707b89", 0.6)
    scene.ridge(490, 46, 5, "#4d6152", 6, 520)
    scene.ridge(505, 34, 7, "#36493d", 6, 530)
    scene.water([(0, "#8fb9bd"), (0.2, "#4f8d95"), (1, "#1d5561")], 506, 720, "#e9f6f4", 0.45, 60)
    scene.line([(0, 507), (1280, 507)], "#e4efe966", 2)
    train = 486
    scene.line([(0, train + 11), (620, train + 11)], "#2a332c", 3)
    for index in range(4):
        scene.box(170 + index * 78, train - 8, 74, 18, "#b3282d", 4)
        for window in range(5):
            scene.box(178 + index * 78 + window * 13, train - 4, 8, 6, "#f8e6b8")
    scene.grain(2)
    return scene


def reef():
    scene = Scene(CARD, 41)
    scene.gradient([(0, "#7fd3d6"), (0.25, "#2fa0b4"), (0.7, "#11607f"), (1, "#0a3550")])
    for _ in range(9):
        x, spread = scene.random.integers(-100, 1200), scene.random.integers(30, 90)
        scene.polygon([(x, 0), (x + spread, 0), (x + spread * 2.4 - 160, 620), (x - 200, 620)], "#dff8f214")
    scene.blur(6)
    scene.ridge(640, 120, 3, "#0d4a63", 5)
    scene.ridge(700, 130, 4, "#0b3c53", 6)
    shades = ["#e3715a", "#f0a24c", "#d94f70", "#f2c14e", "#b65aa0", "#6fbf9a", "#ef8a62", "#8d6bc0"]

    def branch(x, y, length, angle, width, shade, depth):
        end = (x + math.cos(angle) * length, y + math.sin(angle) * length)
        scene.line([(x, y), end], shade, width)
        scene.ellipse(end[0], end[1], width / 2, width / 2, shade)
        if depth:
            for turn in (-0.5, 0.08, 0.55):
                branch(*end, length * 0.74, angle + turn + scene.random.normal(0, 0.12), width * 0.72, shade, depth - 1)

    scene.ridge(745, 70, 6, "#123646", 6)
    for index in range(15):
        x = 20 + index * 84 + scene.random.integers(-30, 30)
        y = 760 - scene.random.integers(0, 46)
        shade = between(shades[index % len(shades)], "#0b3c53", 0.1 + scene.random.random() * 0.25)
        kind = index % 3
        if kind == 0:
            branch(x, y + 20, 52, -math.pi / 2 + scene.random.normal(0, 0.12), 15, shade, 3)
        elif kind == 1:
            for bump in range(16):
                scene.ellipse(x + scene.random.normal(0, 34), y + 16 - abs(scene.random.normal(0, 26)), 17, 15,
                              between(shade, "#ffffff", scene.random.random() * 0.22))
        else:
            for finger in range(9):
                bend = scene.random.normal(0, 14)
                height = 60 + scene.random.random() * 74
                start = x - 40 + finger * 10
                scene.line([(start, y + 30), (start + bend * 0.4, y - height * 0.5), (start + bend, y - height)], shade, 9)
                scene.ellipse(start + bend, y - height, 6, 6, between(shade, "#ffffff", 0.45))

    def fish(x, y, size, body, stripe, facing=1):
        scene.polygon([(x - facing * size * 0.8, y), (x - facing * size * 1.5, y - size * 0.5), (x - facing * size * 1.34, y), (x - facing * size * 1.5, y + size * 0.5)], stripe)
        scene.polygon([(x - facing * size * 0.4, y - size * 0.4), (x + facing * size * 0.1, y - size * 0.86), (x + facing * size * 0.4, y - size * 0.34)], stripe)
        scene.ellipse(x, y, size, size * 0.54, body)
        scene.polygon([(x - facing * size * 0.1, y - size * 0.53), (x + facing * size * 0.14, y - size * 0.53), (x + facing * size * 0.06, y + size * 0.53), (x - facing * size * 0.18, y + size * 0.53)], stripe)
        scene.ellipse(x + facing * size * 0.62, y - size * 0.1, size * 0.11, size * 0.11, "#ffffff")
        scene.ellipse(x + facing * size * 0.65, y - size * 0.1, size * 0.06, size * 0.06, "#10202c")

    for _ in range(46):
        x, y = 700 + scene.random.normal(0, 170), 210 + scene.random.normal(0, 62)
        fish(x, y, 9 + scene.random.random() * 4, "#cfe8ea", "#9cc7cf", -1)
    fish(350, 400, 62, "#f39a3b", "#fff3dc")
    fish(520, 500, 44, "#f2c14e", "#26415c")
    fish(900, 470, 52, "#4e7fd0", "#f4d35e", -1)
    fish(230, 560, 34, "#e3715a", "#fff3dc")
    for _ in range(60):
        x, y = scene.random.random() * 1200, scene.random.random() * 700
        scene.ring(x, y, 2 + scene.random.random() * 4, 2 + scene.random.random() * 4, "#ffffff55", 1)
    scene.grain(2)
    return scene


def vaccine_lab():
    scene = Scene(CARD, 51)
    scene.gradient([(0, "#d5e2ea"), (0.55, "#b7cbd8"), (1, "#7f9db1")])
    for index in range(5):
        scene.box(60 + index * 240, 40, 170, 210, "#e8f1f5")
        scene.box(74 + index * 240, 54, 142, 182, "#c3d8e3")
        scene.line([(145 + index * 240, 54), (145 + index * 240, 236)], "#e8f1f5", 6)
    scene.box(0, 300, 1200, 14, "#f4f8fa")
    for index in range(17):
        x = 30 + index * 70
        scene.box(x, 232, 34, 68, ["#8fb6c9", "#d9a441", "#a6c4b2", "#c77a6a"][index % 4], 5)
        scene.box(x + 6, 220, 22, 14, "#f4f8fa", 3)
    scene.blur(9)
    scene.gradient([(0, "#5d7d92"), (1, "#2f4c60")], 560, 800)
    scene.box(0, 552, 1200, 14, "#dbe6ec")

    def vial(x, foot, size, full):
        width, height = 84 * size, 190 * size
        top = foot - height
        scene.ellipse(x, foot + 4 * size, width * 0.62, 9 * size, "#16283655")
        scene.box(x - width / 2, top + 40 * size, width, height - 40 * size, "#eaf4f8c8", 14 * size)
        level = top + 40 * size + (height - 40 * size) * (1 - full)
        scene.box(x - width / 2 + 5 * size, level, width - 10 * size, foot - level - 6 * size, "#5fb0d6d9", 10 * size)
        scene.box(x - width / 2 + 5 * size, level, width - 10 * size, 5 * size, "#a7d9efff", 2)
        scene.box(x - width * 0.28, top + 18 * size, width * 0.56, 28 * size, "#dfeaf0e0", 4)
        scene.box(x - width * 0.36, top - 8 * size, width * 0.72, 32 * size, "#b9c3ca", 5 * size)
        scene.box(x - width * 0.36, top - 8 * size, width * 0.72, 10 * size, "#2f6fb5", 5 * size)
        scene.box(x - width / 2 + 3, top + 92 * size, width - 6, 58 * size, "#ffffffee", 3)
        for row, length in enumerate((0.6, 0.42, 0.5)):
            scene.box(x - width * 0.36, top + (102 + row * 14) * size, width * length, 5 * size, "#35566f" if row == 0 else "#9fb3c0", 1)
        scene.box(x - width / 2 + 7 * size, top + 52 * size, 7 * size, height - 70 * size, "#ffffff8c", 4)

    for index in range(12):
        vial(40 + index * 104, 560, 0.62, 0.62)
    scene.blur(3, (0, 400, 1200, 580))
    for index in range(8):
        vial(60 + index * 156, 700, 1.05, 0.7 if index != 4 else 0.66)
    scene.glow(600, 120, 700, "#ffffff", 0.32)
    scene.grain(2)
    return scene


def ballots():
    scene = Scene(CARD, 61)
    scene.gradient([(0, "#3c3a40"), (0.5, "#7c6a58"), (1, "#b79a74")])
    for index in range(7):
        x = 30 + index * 180
        scene.box(x, 60, 120, 330, "#f1e2bf")
        scene.pie(x + 60, 62, 60, 180, 360, "#f1e2bf")
        for bar in range(1, 4):
            scene.line([(x + bar * 30, 10), (x + bar * 30, 390)], "#6a5a4a", 3)
        for bar in range(5):
            scene.line([(x, 90 + bar * 64), (x + 120, 90 + bar * 64)], "#6a5a4a", 3)
    scene.glow(600, 200, 620, "#fff0c8", 0.35)
    for index in range(8):
        scene.box(-8 + index * 180, 0, 18, 560, "#4b4038")
    scene.line([(0, 26), (1200, 26)], "#4b4038", 20)
    for x in (210, 600, 990):
        scene.line([(x, 26), (x, 120)], "#2c2622", 3)
        scene.polygon([(x - 46, 150), (x - 16, 118), (x + 16, 118), (x + 46, 150)], "#2c2622")
        scene.glow(x, 165, 130, "#ffe9b0", 0.7)
    scene.gradient([(0, "#8a7158"), (1, "#4a3a2e")], 560, 800)

    def counter(x, foot, size, coat, hair):
        scene.polygon([(x - 46 * size, foot), (x - 40 * size, foot - 92 * size), (x - 18 * size, foot - 112 * size), (x + 18 * size, foot - 112 * size), (x + 40 * size, foot - 92 * size), (x + 46 * size, foot)], coat)
        scene.ellipse(x, foot - 134 * size, 22 * size, 26 * size, "#d9ab86" if hair != "#e6e2da" else "#c08e6a")
        scene.pie(x, foot - 138 * size, 25 * size, 180, 360, hair)

    coats = ["#31465a", "#7b3b34", "#4d5a3c", "#5a4a6b", "#2f5a5c", "#8a6a34", "#4a4a52"]
    hairs = ["#2a211c", "#6b4a2c", "#e6e2da", "#3a2a22", "#94643a"]
    for index in range(9):
        counter(60 + index * 136, 520, 0.72, between(coats[index % 7], "#b79a74", 0.25), hairs[index % 5])
    scene.box(0, 500, 1200, 22, "#9a7a56")
    scene.box(0, 520, 1200, 44, "#6b523a")
    for index in range(30):
        x = 10 + index * 40 + scene.random.integers(-8, 8)
        scene.box(x, 492 - scene.random.integers(0, 14), 30, 10, "#f7f2e6")
    scene.blur(1.6, (0, 380, 1200, 566))
    for index, x in enumerate((110, 330, 800, 1040)):
        counter(x, 690, 1.25, coats[(index + 2) % 7], hairs[(index + 3) % 5])
    scene.box(0, 662, 1200, 26, "#b08c62")
    scene.box(0, 686, 1200, 114, "#7a5d42")
    for index in range(70):
        x, y = scene.random.integers(0, 1160), 640 + scene.random.integers(0, 20)
        if not 430 < x < 720:
            scene.box(x, y, 46, 14, ["#fbf7ec", "#f2ead6", "#e9dfc6"][index % 3])
    left, top = 470, 520
    scene.ellipse(600, 690, 170, 14, "#2a201866")
    scene.box(left, top, 260, 168, "#dfe7ea", 6)
    scene.box(left + 12, top + 14, 236, 142, "#b9cad2", 4)
    for _ in range(60):
        x, y = left + 18 + scene.random.integers(0, 200), top + 60 + scene.random.integers(0, 84)
        scene.polygon([(x, y), (x + 26, y - 8), (x + 30, y + 4), (x + 4, y + 12)], ["#ffffff", "#f3eedd", "#e7e0cc"][_ % 3])
    scene.box(left - 8, top - 14, 276, 28, "#2f4a63", 5)
    scene.box(left + 84, top - 6, 92, 8, "#10202c", 3)
    scene.polygon([(left + 104, top - 4), (left + 112, top - 92), (left + 164, top - 88), (left + 156, top - 2)], "#fffdf6")
    scene.line([(left + 120, top - 66), (left + 152, top - 63)], "#9aa7b0", 3)
    scene.line([(left + 119, top - 50), (left + 151, top - 47)], "#9aa7b0", 3)
    scene.line([(left + 128, top - 34), (left + 134, top - 26), (left + 148, top - 42)], "#1f4aa8", 4)
    scene.grain(2)
    return scene


def ferry():
    scene = Scene(CARD, 71)
    scene.gradient([(0, "#5d86b5"), (0.5, "#b9c9d6"), (0.85, "#f1d3ad"), (1, "#f3c48f")], 0, 470)
    scene.clouds("#fff4e6", 0, 330, (3, 8), 0.5, 0.75)
    scene.glow(980, 440, 420, "#ffdba8", 0.6)
    scene.ridge(470, 120, 3, "#8795a8", 4, 480)
    walls = ["#a86a55", "#c8a06c", "#d8c19a", "#8f5f55", "#b3866a", "#6f7a80", "#cfae84"]
    edge = 0
    while edge < 620:
        width, top = int(scene.random.integers(34, 62)), int(scene.random.integers(370, 420))
        shade = between(walls[int(scene.random.integers(len(walls)))], "#c9b9a4", 0.2)
        scene.box(edge, top, width, 478 - top, shade)
        scene.polygon([(edge - 2, top), (edge + width / 2, top - 20), (edge + width + 2, top)], between(shade, "#30261f", 0.5))
        for row in range(int((466 - top) // 22)):
            for column in range(int(width // 16)):
                scene.box(edge + 6 + column * 15, top + 9 + row * 22, 7, 11, "#4a5560" if scene.random.random() > 0.2 else "#f7d489")
        edge += width
    scene.box(0, 472, 640, 14, "#6e6257")
    scene.polygon([(600, 486), (640, 472), (1010, 482), (1010, 490), (600, 490)], "#5f564e")
    scene.polygon([(990, 484), (998, 372), (1022, 372), (1030, 484)], "#efe9dd")
    scene.box(996, 400, 28, 16, "#b3282d")
    scene.box(994, 440, 32, 16, "#b3282d")
    scene.box(1000, 350, 20, 24, "#39424b")
    scene.ellipse(1010, 362, 6, 6, "#ffe9a8")
    scene.glow(1010, 362, 60, "#ffe9a8", 0.6)
    scene.water([(0, "#d9b791"), (0.12, "#8da0ac"), (0.5, "#4d6f86"), (1, "#24465e")], 484, 800, "#ffeeda", 0.5)
    x, y = 330, 560
    scene.polygon([(x - 40, y + 78), (x + 560, y + 78), (x + 600, y + 96), (x - 70, y + 96)], "#12263666")
    scene.polygon([(x - 46, y), (x + 566, y), (x + 520, y + 82), (x + 6, y + 82)], "#f6f3ea")
    scene.polygon([(x - 30, y + 34), (x + 550, y + 34), (x + 520, y + 82), (x + 6, y + 82)], "#23568a")
    scene.box(x + 30, y - 62, 460, 64, "#faf8f2", 6)
    for window in range(15):
        scene.box(x + 46 + window * 29, y - 46, 20, 24, "#3a5468", 3)
    scene.box(x + 90, y - 112, 300, 52, "#fdfcf8", 6)
    for window in range(9):
        scene.box(x + 106 + window * 31, y - 98, 22, 20, "#3a5468", 3)
    scene.polygon([(x + 272, y - 110), (x + 284, y - 158), (x + 378, y - 158), (x + 388, y - 110)], "#fdfcf8")
    scene.box(x + 294, y - 148, 82, 18, "#2d4254", 3)
    scene.polygon([(x + 150, y - 110), (x + 156, y - 178), (x + 206, y - 178), (x + 212, y - 110)], "#1f4aa8")
    scene.polygon([(x + 184, y - 164), (x + 170, y - 142), (x + 180, y - 142), (x + 174, y - 124), (x + 194, y - 148), (x + 184, y - 148)], "#ffd85a")
    scene.line([(x + 330, y - 158), (x + 330, y - 214)], "#4a4f55", 3)
    scene.line([(x + 30, y - 6), (x + 490, y - 6)], "#b9b4a8", 2)
    for person in range(8):
        px = x + 60 + person * 52
        scene.ellipse(px, y - 74, 4.5, 5, "#3b2f2a")
        scene.box(px - 5, y - 70, 10, 9, ["#7b3b34", "#31465a", "#4d5a3c"][person % 3], 3)
    for wave in range(26):
        wx = x + 540 + wave * 9
        scene.ellipse(wx, y + 84 + scene.random.normal(0, 4), 12, 3, "#ffffffa0")
    for gull in ((180, 180), (240, 150), (760, 120), (830, 160), (700, 210)):
        scene.line([(gull[0] - 15, gull[1] - 6), (gull[0], gull[1]), (gull[0] + 15, gull[1] - 7)], "#f8f6f0", 2.5)
    scene.grain(2)
    return scene


def harmonica():
    scene = Scene(CARD, 81)
    scene.gradient([(0, "#3d2c26"), (0.6, "#6b4a34"), (1, "#38261d")])
    scene.box(690, 60, 380, 420, "#f3dfb4")
    for pane in range(3):
        scene.line([(690 + pane * 190, 60), (690 + pane * 190, 480)], "#4b352a", 10)
        scene.line([(690, 60 + pane * 210), (1070, 60 + pane * 210)], "#4b352a", 10)
    scene.glow(880, 270, 560, "#ffe6ae", 0.55)
    for index, tall in enumerate((120, 90, 150, 110, 80, 140, 100)):
        x = 60 + index * 82
        scene.box(x, 250 - tall, 50, tall, ["#caa77a", "#9db8b4", "#d8c9a4", "#b98b6a"][index % 4] + "b0", 10)
        scene.ellipse(x + 25, 250 - tall, 25, 6, "#fff3d680")
    scene.box(40, 250, 600, 14, "#2b1d16")
    scene.blur(5)
    scene.gradient([(0, "#8a5a38"), (0.2, "#6f4529"), (1, "#3f2617")], 590, 800)
    field = scene.noise(scene.width * SCALE, 210 * SCALE, 3, 50, 4)
    scene.veil("#2b180d", np.clip(field - 0.5, 0, 1) * 0.9, 590)
    scene.box(120, 570, 960, 40, "#7a4d2d", 6)
    scene.box(120, 566, 960, 10, "#a06a40", 4)
    for leg in (150, 1020):
        scene.box(leg, 606, 34, 194, "#54331f", 4)
    # A spindle of glass bowls, widest on the left.
    scene.line([(150, 440), (1060, 440)], "#b9b1a4", 8)
    for x in (150, 1050):
        scene.box(x - 12, 430, 24, 142, "#5c3a24", 4)
    tints = ["#bfe3e6", "#d8ecec", "#a9d3d8", "#e3ead6", "#c9dfe8"]
    for index in range(22):
        x = 196 + index * 38.5
        down = 128 - index * 4.1
        tint = tints[index % 5]
        scene.ellipse(x, 440, 22, down, tint + "5c")
        scene.ring(x, 440, 22, down, "#f4fbf6d8", 2)
        scene.ring(x + 3, 440, 16, down * 0.8, "#ffffff40", 1)
        scene.ellipse(x - 8, 440 - down * 0.55, 3.4, down * 0.2, "#ffffffc0")
        if index % 7 in (1, 3, 6):
            scene.ring(x, 440, 22, down, "#d9a441", 3)
    # The player's hand.
    skin, shade = "#d8a680", "#b9835f"
    scene.polygon([(560, 800), (596, 640), (640, 520), (720, 500), (752, 560), (770, 800)], "#2f4a5c")
    scene.polygon([(612, 560), (636, 420), (700, 392), (744, 420), (748, 540), (690, 590)], skin)
    for finger, (x, y) in enumerate(((628, 338), (660, 312), (694, 306), (726, 326))):
        scene.line([(x + 10, y + 100), (x, y + 14)], shade, 32)
        scene.line([(x + 8, y + 100), (x - 2, y + 14)], skin, 27)
        scene.ellipse(x - 2, y + 12, 13.5, 15, skin)
        scene.ellipse(x - 3, y + 6, 8, 8, "#f0cdb0")
    scene.line([(744, 470), (776, 404)], skin, 28)
    scene.glow(880, 270, 640, "#ffdf9e", 0.16)
    scene.grain(2)
    return scene


def library():
    scene = Scene(CARD, 91)
    scene.gradient([(0, "#e9dcc2"), (1, "#c9b08a")])
    books = ["#8d3b34", "#31556b", "#c9993f", "#4f6b4c", "#6b4a6b", "#b86a44", "#d8cba8", "#2f3d4a", "#9c7a52"]
    for bay in range(4):
        left = 16 + bay * 296
        scene.box(left, 30, 280, 560, "#6b4a30", 4)
        for shelf in range(5):
            top = 46 + shelf * 108
            scene.box(left + 14, top, 252, 96, "#3d291b")
            x = left + 18
            while x < left + 252:
                width = int(scene.random.integers(9, 24))
                if x + width > left + 264:
                    break
                if bay == 2 and shelf in (1, 2, 3):
                    x += width
                    continue
                height = int(scene.random.integers(62, 90))
                shade = between(books[int(scene.random.integers(len(books)))], "#3d291b", scene.random.random() * 0.3)
                scene.box(x, top + 96 - height, width - 1.5, height, shade, 1)
                scene.box(x + 1.5, top + 96 - height + 12, max(2, width - 5), 4, between(shade, "#f6ead0", 0.5))
                x += width
    left = 16 + 2 * 296
    # The bay that lends tools.
    top = 154
    scene.box(left + 40, top + 30, 120, 14, "#c9993f", 4)
    scene.polygon([(left + 150, top + 22), (left + 236, top + 34), (left + 236, top + 44), (left + 150, top + 54)], "#c5ccd0")
    for tooth in range(10):
        scene.polygon([(left + 156 + tooth * 8, top + 53 - tooth), (left + 160 + tooth * 8, top + 62 - tooth), (left + 164 + tooth * 8, top + 52 - tooth)], "#c5ccd0")
    top = 262
    scene.box(left + 34, top + 34, 88, 40, "#2f6fb5", 8)
    scene.box(left + 60, top + 66, 30, 30, "#1f2c38", 4)
    scene.box(left + 120, top + 46, 34, 14, "#8a949c")
    scene.line([(left + 150, top + 53), (left + 196, top + 53)], "#c5ccd0", 5)
    scene.box(left + 206, top + 12, 12, 84, "#a9713f", 3)
    scene.box(left + 188, top + 10, 50, 22, "#59636b", 4)
    top = 370
    scene.ellipse(left + 70, top + 58, 40, 36, "#b86a44")
    scene.box(left + 50, top + 8, 40, 26, "#b86a44", 8)
    scene.ellipse(left + 70, top + 9, 22, 6, "#7a3f25")
    scene.ellipse(left + 180, top + 72, 50, 22, "#4f7f86")
    scene.ellipse(left + 180, top + 62, 50, 14, "#2d5459")
    scene.gradient([(0, "#9a7450"), (1, "#5b3f29")], 590, 800)
    field = scene.noise(scene.width * SCALE, 210 * SCALE, 4, 40, 4)
    scene.veil("#3d2614", np.clip(field - 0.52, 0, 1) * 0.7, 590)
    scene.polygon([(60, 690), (560, 690), (610, 730), (10, 730)], "#8a5f3a")
    scene.box(10, 728, 600, 16, "#6b4526")
    for x in (90, 320):
        scene.polygon([(x + 40, 690), (x + 52, 596), (x + 72, 596), (x + 84, 690)], "#2f3d4a")
        scene.polygon([(x + 14, 604), (x + 30, 566), (x + 94, 566), (x + 110, 604)], "#3f7a5a")
        scene.glow(x + 62, 650, 130, "#ffe9b0", 0.65)
    scene.polygon([(170, 712), (232, 700), (294, 712), (294, 722), (170, 722)], "#fbf5e6")
    scene.line([(232, 700), (232, 720)], "#c9b896", 2)

    def visitor(x, foot, size, coat, hair):
        scene.ellipse(x, foot, 44 * size, 6 * size, "#2a1a1066")
        scene.line([(x - 12 * size, foot - 84 * size), (x - 14 * size, foot)], "#26303a", 20 * size)
        scene.line([(x + 12 * size, foot - 84 * size), (x + 16 * size, foot)], "#26303a", 20 * size)
        scene.polygon([(x - 34 * size, foot - 74 * size), (x - 32 * size, foot - 168 * size), (x - 12 * size, foot - 184 * size), (x + 12 * size, foot - 184 * size), (x + 32 * size, foot - 168 * size), (x + 34 * size, foot - 74 * size)], coat)
        scene.line([(x - 28 * size, foot - 166 * size), (x - 46 * size, foot - 220 * size)], coat, 16 * size)
        scene.ellipse(x - 48 * size, foot - 226 * size, 9 * size, 9 * size, "#d9ab86")
        scene.box(x - 8 * size, foot - 194 * size, 16 * size, 16 * size, "#d9ab86")
        scene.ellipse(x, foot - 210 * size, 20 * size, 23 * size, hair)

    visitor(830, 745, 1.15, "#a3402f", "#3a2a22")
    visitor(1010, 700, 0.9, "#3f5d73", "#8a8178")
    scene.grain(2)
    return scene


def river():
    scene = Scene(CARD, 101)
    scene.gradient([(0, "#8fb3c9"), (0.6, "#d9e2dc"), (1, "#f2e3c4")], 0, 400)
    scene.clouds("#ffffff", 0, 260, (3, 5), 0.5, 0.7)
    scene.glow(860, 360, 380, "#ffeec4", 0.6)
    scene.ridge(380, 120, 3, "#8fa6a6", 4, 460)
    scene.ridge(400, 80, 4, "#6f8d80", 5, 470)
    scene.ridge(425, 46, 6, "#4f7360", 6, 480)
    scene.gradient([(0, "#7d9a5c"), (0.5, "#668a4c"), (1, "#3e6138")], 425, 800)
    field = scene.noise(scene.width * SCALE, 375 * SCALE, 10, 22, 5)
    scene.veil("#a9bd6a", np.clip(field - 0.5, 0, 1) * 1.2, 425)
    scene.veil("#29482c", np.clip(0.42 - field, 0, 1) * 1.6, 425)
    # The bends: a band around a winding middle line, wider towards the viewer.
    left, right = [], []
    for step in range(241):
        part = step / 240
        y = 432 + (800 - 432) * part**1.5 * 1.02
        middle = 760 - 330 * part + math.sin(part * 8.4 + 0.4) * (30 + 250 * part) * (1 - part * 0.35)
        half = 5 + 210 * part**1.7
        left.append((middle - half, y))
        right.append((middle + half, y))
    before = scene.image.copy()
    scene.water([(0, "#e8dfc2"), (0.25, "#9fbdc2"), (1, "#2f6478")], 430, 800, "#ffffff", 0.45, 60)
    watered = scene.image
    mask = Image.new("L", watered.size)
    ImageDraw.Draw(mask).polygon([(x * SCALE, y * SCALE) for x, y in left + right[::-1]], fill=255)
    scene.image = before
    scene.line(left, "#c9b98a", 9)
    scene.line(right, "#c9b98a", 9)
    scene.image.paste(watered, (0, 0), mask.filter(ImageFilter.GaussianBlur(2)))

    def tree(x, foot, size, shade):
        scene.ellipse(x + 10 * size, foot + 2, 34 * size, 6 * size, "#1c2f1c66")
        scene.line([(x, foot), (x, foot - 40 * size)], "#4b3a28", 6 * size)
        for _ in range(18):
            scene.ellipse(x + scene.random.normal(0, 15) * size, foot - (62 + scene.random.normal(0, 15)) * size, 16 * size, 14 * size,
                          between(shade, "#dfe28a" if scene.random.random() > 0.6 else "#1f3a24", scene.random.random() * 0.35))

    for _ in range(44):
        x = scene.random.integers(0, 1200)
        if abs(x - 770) > 60:
            tree(x, 440 + scene.random.integers(0, 16), 0.3, "#4d7048")
    for x, foot, size in ((120, 520, 0.8), (210, 560, 1.0), (1040, 500, 0.8), (1110, 560, 1.15), (980, 478, 0.55), (60, 640, 1.5), (1150, 720, 2.0)):
        tree(x, foot, size, "#4f7a44")
    for _ in range(60):
        x = 700 + scene.random.integers(0, 400)
        scene.line([(x, 800), (x + scene.random.normal(0, 12), 800 - scene.random.integers(30, 100))], "#8a9a4c", 2.4)
    scene.line([(640, 640), (640, 592), (632, 566)], "#7d8a94", 5)
    scene.ellipse(636, 590, 11, 20, "#8d9aa4")
    scene.line([(632, 566), (640, 552), (650, 556)], "#8d9aa4", 6)
    scene.polygon([(648, 553), (676, 560), (648, 560)], "#d9a441")
    scene.grain(2)
    return scene


def snow_pass():
    scene = Scene(CARD, 111)
    scene.gradient([(0, "#5f7186"), (1, "#c5ced6")], 0, 560)
    for summit, foot_left, foot_right, light, dark in (
        ((150, 250), -240, 480, "#dde4ea", "#8c9aaa"),
        ((1085, 190), 760, 1480, "#dfe6ec", "#8494a6"),
        ((800, 290), 520, 1080, "#e6ecf1", "#8f9dad"),
        ((430, 120), 60, 800, "#eef2f5", "#8292a4"),
    ):
        scene.summit(summit, foot_left, foot_right, 620, light, dark)
    scene.clouds("#dfe5ea", 120, 560, (2, 4), 0.62, 0.9)
    scene.gradient([(0, "#dfe6ec"), (1, "#f6f8fa")], 560, 800)
    scene.ridge(575, 40, 3, "#e6ecf1", 4, 800)
    field = scene.noise(scene.width * SCALE, 240 * SCALE, 5, 8)
    scene.veil("#a9b9c9", np.clip(field - 0.5, 0, 1) * 0.8, 560)
    scene.polygon([(300, 800), (620, 800), (660, 690), (560, 640), (600, 600), (700, 582), (690, 578), (570, 594), (510, 640), (560, 690)], "#59626c")
    for part in range(6):
        y = 796 - part * 22
        scene.polygon([(478 + part * 18, y), (488 + part * 18, y), (498 + part * 18, y - 12), (491 + part * 18, y - 12)], "#f2c14e")
    for index in range(13):
        x, y = [(250, 780), (288, 742), (330, 710), (700, 770), (718, 720), (690, 680), (640, 650), (490, 668), (470, 640), (540, 604), (740, 600), (620, 576), (660, 574)][index]
        tall = 22 + (y - 570) * 0.28
        scene.line([(x, y), (x, y - tall)], "#b3282d", 3 + (y - 570) / 90)
        scene.line([(x, y - tall * 0.55), (x, y - tall * 0.75)], "#ffffff", 3 + (y - 570) / 90)

    def fir(x, foot, size):
        scene.box(x - 4 * size, foot - 14 * size, 8 * size, 16 * size, "#3b2f28")
        for layer in range(4):
            top, half = foot - (150 - layer * 32) * size, (22 + layer * 13) * size
            scene.polygon([(x, top), (x - half, top + 56 * size), (x + half, top + 56 * size)], "#2f4a45")
            scene.polygon([(x, top), (x - half * 0.92, top + 50 * size), (x - half * 0.2, top + 30 * size), (x + half * 0.5, top + 44 * size)], "#eef3f6")

    for x, foot, size in ((90, 640, 0.8), (180, 690, 1.1), (60, 760, 1.5), (1010, 630, 0.75), (1100, 670, 1.0), (930, 612, 0.55), (1160, 760, 1.6), (840, 604, 0.5)):
        fir(x, foot, size)
    # The plough.
    scene.box(350, 690, 120, 62, "#e08a2c", 8)
    scene.box(360, 650, 66, 50, "#e9a04a", 8)
    scene.box(370, 658, 46, 26, "#26343f", 4)
    scene.polygon([(462, 700), (500, 690), (512, 760), (470, 764)], "#c5ccd0")
    for x in (376, 438):
        scene.ellipse(x, 754, 17, 17, "#1e2429")
        scene.ellipse(x, 754, 7, 7, "#8a949c")
    scene.ellipse(392, 645, 8, 7, "#ffd34d")
    scene.glow(392, 642, 70, "#ffd34d", 0.7)
    for _ in range(40):
        scene.ellipse(516 + abs(scene.random.normal(0, 22)), 742 - abs(scene.random.normal(0, 26)), 7, 6, "#ffffffb0")
    for _ in range(900):
        size = 0.8 + scene.random.random() ** 3 * 3.2
        scene.ellipse(scene.random.random() * 1200, scene.random.random() * 800, size, size, "#ffffffc4")
    scene.grain(2)
    return scene


def chess():
    scene = Scene(CARD, 121)
    scene.gradient([(0, "#1d2a2c"), (0.6, "#35494a"), (1, "#1f2c2e")])
    scene.glow(600, 60, 620, "#f3d9a0", 0.42)
    for shift, coat in ((180, "#4a3a34"), (1020, "#2f4053")):
        scene.polygon([(shift - 190, 520), (shift - 150, 330), (shift - 50, 280), (shift + 50, 280), (shift + 150, 330), (shift + 190, 520)], coat)
        scene.ellipse(shift, 206, 62, 76, "#b98a68")
        scene.pie(shift, 190, 70, 170, 370, "#241b17")
    scene.blur(10)

    def corner(column, row):
        """A corner of the board, seen from a player's seat."""
        depth = row / 8
        half = 300 + 270 * depth
        return 600 + (column - 4) / 4 * half, 440 + 330 * depth**1.15

    scene.polygon([(262, 424), (938, 424), (1228, 800), (-28, 800)], "#5b3a24")
    for row in range(8):
        for column in range(8):
            shade = "#ecd9b4" if (row + column) % 2 == 0 else "#8a5a3a"
            scene.polygon([corner(column, row), corner(column + 1, row), corner(column + 1, row + 1), corner(column, row + 1)], between(shade, "#2b1a10", 0.22 * (1 - row / 8)))

    def piece(column, row, kind, light):
        x, foot = corner(column + 0.5, row + 0.62)
        size = (0.62 + 0.62 * row / 8)
        body, edge = ("#f3e8cf", "#c9b58c") if light else ("#2b211d", "#5a473c")
        tall = {"pawn": 74, "rook": 92, "knight": 104, "bishop": 116, "queen": 136, "king": 150}[kind] * size
        wide = 30 * size
        scene.ellipse(x + 18 * size, foot + 3, wide * 1.3, 9 * size, "#1a0f0870")
        scene.ellipse(x, foot, wide, 10 * size, edge)
        scene.box(x - wide, foot - 12 * size, wide * 2, 13 * size, body, 6 * size)
        neck = foot - tall * 0.72
        scene.polygon([(x - wide * 0.78, foot - 10 * size), (x - wide * 0.34, neck), (x + wide * 0.34, neck), (x + wide * 0.78, foot - 10 * size)], body)
        scene.polygon([(x + wide * 0.2, foot - 10 * size), (x + wide * 0.1, neck), (x + wide * 0.34, neck), (x + wide * 0.78, foot - 10 * size)], edge)
        scene.box(x - wide * 0.6, neck - 5 * size, wide * 1.2, 8 * size, body, 4 * size)
        top = foot - tall
        if kind == "pawn":
            scene.ellipse(x, neck - 14 * size, 16 * size, 16 * size, body)
        elif kind == "rook":
            scene.box(x - 20 * size, top, 40 * size, neck - top, body, 3)
            for notch in (-9, 5):
                scene.box(x + notch * size, top - 1, 6 * size, 10 * size, edge)
        elif kind == "knight":
            scene.polygon([(x - 16 * size, neck), (x - 20 * size, neck - 20 * size), (x - 6 * size, top - 4 * size), (x + 4 * size, top + 4 * size), (x + 24 * size, top + 22 * size), (x + 18 * size, top + 32 * size), (x + 2 * size, top + 28 * size), (x + 16 * size, neck)], body)
            scene.ellipse(x + 5 * size, top + 13 * size, 2.4 * size, 2.4 * size, edge)
        elif kind == "bishop":
            scene.ellipse(x, (neck + top) / 2, 16 * size, (neck - top) / 2, body)
            scene.line([(x - 2 * size, top + 14 * size), (x + 9 * size, top + 24 * size)], edge, 3 * size)
            scene.ellipse(x, top - 2, 5 * size, 5 * size, body)
        else:
            scene.polygon([(x - 14 * size, neck), (x - 22 * size, top + 10 * size), (x + 22 * size, top + 10 * size), (x + 14 * size, neck)], body)
            if kind == "queen":
                for prong in (-20, -7, 7, 20):
                    scene.ellipse(x + prong * size, top + 7 * size, 5.4 * size, 5.4 * size, body)
            else:
                scene.box(x - 3 * size, top - 16 * size, 6 * size, 26 * size, body)
                scene.box(x - 10 * size, top - 9 * size, 20 * size, 6 * size, body)

    position = [(0, 0, "rook", False), (5, 0, "rook", False), (6, 0, "king", False), (0, 1, "pawn", False), (1, 1, "pawn", False),
                (5, 1, "pawn", False), (6, 1, "pawn", False), (7, 1, "pawn", False), (2, 2, "knight", False), (3, 3, "queen", False),
                (4, 4, "pawn", False), (4, 5, "bishop", True), (2, 4, "pawn", True), (5, 5, "knight", True), (0, 6, "pawn", True),
                (1, 6, "pawn", True), (5, 6, "pawn", True), (6, 6, "pawn", True), (3, 6, "queen", True), (3, 7, "rook", True), (6, 7, "king", True)]
    for column, row, kind, light in position:
        piece(column, row, kind, light)
    scene.glow(600, 420, 560, "#ffe2a4", 0.2)
    scene.grain(2)
    return scene


def velodrome():
    scene = Scene(FILM, 131)
    scene.gradient([(0, "#1b2430"), (1, "#3d4b5a")], 0, 260)
    for index in range(9):
        x = -60 + index * 170
        scene.line([(x, 0), (x + 90, 240)], "#56677a", 7)
        scene.box(x + 20, 40, 90, 14, "#fff3cf", 3)
        scene.glow(x + 65, 48, 110, "#fff3cf", 0.35)
    scene.box(0, 178, 1280, 90, "#26303b")
    for _ in range(1500):
        x, y = scene.random.random() * 1280, 184 + scene.random.random() * 78
        scene.ellipse(x, y, 4.2, 5, between(["#c9a084", "#8a5f48", "#b3282d", "#31556b", "#c9993f", "#e6e2da"][int(scene.random.integers(6))], "#26303b", 0.35))
    scene.blur(2.4, (0, 0, 1280, 272))
    scene.box(0, 262, 1280, 26, "#f2efe6")
    for index, shade in enumerate(["#1f4aa8", "#b3282d", "#3f7a5a", "#c9993f", "#54506b", "#1f4aa8", "#b3282d"]):
        scene.box(20 + index * 186, 266, 150, 18, shade, 3)
    scene.gradient([(0, "#d9b07a"), (1, "#b5854f")], 288, 720)
    for plank in range(-30, 80):
        x = plank * 34
        scene.line([(x, 288), (x - 420, 720)], "#8f663980", 1.2)
    field = scene.noise(scene.width * SCALE, 432 * SCALE, 8, 24, 4)
    scene.veil("#7a5530", np.clip(field - 0.55, 0, 1) * 0.8, 288)

    def band(top, shade, width):
        points = [(x, top + ((x - 640) / 640) ** 2 * -18 + x * 0.05) for x in range(-10, 1300, 10)]
        scene.line(points, shade, width)

    band(440, "#1f4aa8", 8)
    band(560, "#b3282d", 6)
    band(612, "#16181b", 6)
    scene.polygon([(0, 655), (1280, 708), (1280, 720), (0, 720)], "#6fb3d6")

    def rider(x, ground, size, suit, helmet):
        wheel = 62 * size
        scene.ellipse(x + 80 * size, ground + 4, 190 * size, 9 * size, "#3d260f66")
        for hub, disc in ((x - 92 * size, True), (x + 128 * size, False)):
            if disc:
                scene.ellipse(hub, ground - wheel, wheel, wheel, "#20262c")
                scene.ring(hub, ground - wheel, wheel * 0.7, wheel * 0.7, "#3d4852", 3 * size)
            else:
                scene.ring(hub, ground - wheel, wheel, wheel, "#20262c", 8 * size)
                for spoke in range(5):
                    angle = math.radians(72 * spoke + 20)
                    scene.line([(hub, ground - wheel), (hub + math.cos(angle) * wheel, ground - wheel + math.sin(angle) * wheel)], "#20262c", 6 * size)
        crank = (x + 6 * size, ground - 56 * size)
        seat, bars = (x - 36 * size, ground - 168 * size), (x + 100 * size, ground - 168 * size)
        scene.line([(x - 92 * size, ground - wheel), crank, bars, seat, crank], helmet, 9 * size)
        scene.line([(x - 92 * size, ground - wheel), seat], helmet, 6 * size)
        scene.line([bars, (x + 128 * size, ground - wheel)], helmet, 8 * size)
        scene.line([(bars[0], bars[1] - 4), (bars[0] + 64 * size, bars[1] - 14 * size)], "#16181b", 8 * size)
        hip, shoulder = (x - 40 * size, ground - 196 * size), (x + 86 * size, ground - 228 * size)
        for knee, foot, shade in (((x + 34 * size, ground - 112 * size), (x - 8 * size, ground - 26 * size), "#b98a68"), ((x + 52 * size, ground - 138 * size), (x + 26 * size, ground - 82 * size), "#d9ab86")):
            scene.line([hip, knee], suit, 30 * size)
            scene.line([knee, foot], shade, 20 * size)
            scene.line([(foot[0] - 10 * size, foot[1] + 4 * size), (foot[0] + 26 * size, foot[1] + 8 * size)], "#f4f2ea", 14 * size)
        scene.polygon([(hip[0] - 20 * size, hip[1] + 8 * size), (hip[0] + 6 * size, hip[1] - 34 * size), (shoulder[0] - 20 * size, shoulder[1] - 28 * size), (shoulder[0] + 14 * size, shoulder[1] - 8 * size), (shoulder[0] - 2 * size, shoulder[1] + 26 * size), (hip[0] + 30 * size, hip[1] + 26 * size)], suit)
        scene.line([shoulder, (x + 96 * size, ground - 176 * size), (x + 158 * size, ground - 186 * size)], suit, 20 * size)
        scene.ellipse(x + 168 * size, ground - 188 * size, 10 * size, 10 * size, "#d9ab86")
        scene.ellipse(x + 120 * size, ground - 236 * size, 22 * size, 22 * size, "#d9ab86")
        scene.polygon([(x + 44 * size, ground - 262 * size), (x + 108 * size, ground - 272 * size), (x + 146 * size, ground - 250 * size), (x + 142 * size, ground - 228 * size), (x + 96 * size, ground - 236 * size)], helmet)
        scene.polygon([(x + 120 * size, ground - 252 * size), (x + 146 * size, ground - 248 * size), (x + 144 * size, ground - 230 * size), (x + 122 * size, ground - 234 * size)], "#16202b")

    rider(470, 606, 1.12, "#1f4aa8", "#e8b53a")
    for streak in range(26):
        y = 330 + scene.random.random() * 270
        x = 40 + scene.random.random() * 260
        scene.line([(x, y), (x + 60 + scene.random.random() * 110, y)], "#fff6de30", 3)
    scene.grain(2)
    return scene


def bank():
    scene = Scene(CARD, 141)
    scene.gradient([(0, "#6f8fb5"), (1, "#d5dfe6")], 0, 640)
    scene.box(0, 612, 1200, 98, "#8f897f")
    scene.clouds("#ffffff", 0, 380, (3, 5), 0.52, 0.85)
    stone, light, dark = "#cfc5b2", "#e6ddca", "#9a8f7c"
    for x, top in ((0, 330), (960, 300)):
        scene.box(x, top, 240, 320, between(stone, "#7f8a92", 0.5))
        for column in range(5):
            for row in range(4):
                scene.box(x + 18 + column * 44, top + 26 + row * 70, 22, 42, "#56636e")
    scene.box(200, 290, 800, 350, stone)
    scene.polygon([(180, 292), (600, 150), (1020, 292)], light)
    scene.polygon([(250, 280), (600, 166), (950, 280)], between(stone, dark, 0.25))
    scene.ring(600, 240, 28, 28, light, 5)
    scene.line([(600, 240), (600, 222)], light, 4)
    scene.line([(600, 240), (614, 246)], light, 4)
    scene.box(180, 288, 840, 26, light)
    scene.box(190, 314, 820, 12, dark)
    scene.box(230, 330, 740, 300, "#5d5548")
    scene.box(560, 430, 80, 200, "#33302b", 3)
    scene.box(566, 436, 32, 190, "#6b4a30")
    scene.box(602, 436, 32, 190, "#5c3f28")
    for x in (300, 420, 710, 830):
        scene.box(x, 380, 62, 120, "#2f3d4a")
        scene.box(x + 4, 384, 54, 112, "#f0cf86" if x in (420, 830) else "#4a5d6e")
        scene.line([(x + 31, 380), (x + 31, 500)], "#cfc5b2", 4)
    for index in range(8):
        x = 240 + index * 97
        scene.box(x - 8, 326, 58, 14, light)
        scene.box(x, 338, 42, 286, stone)
        for flute in range(5):
            scene.line([(x + 5 + flute * 8, 340), (x + 5 + flute * 8, 622)], between(stone, dark, 0.2 + flute * 0.16), 3)
        scene.box(x - 8, 620, 58, 16, light)
    for step in range(4):
        scene.box(190 - step * 22, 636 + step * 16, 820 + step * 44, 16, between(light, dark, step * 0.2))
    scene.gradient([(0, "#9a948a"), (1, "#6d6862")], 700, 800)
    field = scene.noise(scene.width * SCALE, 100 * SCALE, 70, 18, 2)
    scene.veil("#46423d", np.clip(field - 0.5, 0, 1) * 0.7, 700)
    scene.line([(600, 150), (600, 52)], "#5a544b", 5)
    scene.polygon([(603, 56), (650, 62), (700, 54), (700, 100), (650, 108), (603, 102)], "#1f4aa8")
    scene.polygon([(603, 72), (650, 78), (700, 70), (700, 84), (650, 92), (603, 86)], "#f4efe2")
    for x, size, coat in ((330, 1.0, "#2e3a48"), (382, 0.94, "#7a4038"), (820, 1.04, "#3f4a3c"), (905, 0.9, "#54506b"), (700, 0.86, "#2c2c30")):
        foot = 752
        scene.ellipse(x + 12, foot + 2, 24 * size, 4, "#2f2b2766")
        scene.line([(x - 6, foot - 36 * size), (x - 8, foot)], "#23211f", 8 * size)
        scene.line([(x + 6, foot - 36 * size), (x + 10, foot)], "#23211f", 8 * size)
        scene.polygon([(x - 17 * size, foot - 30 * size), (x - 13 * size, foot - 78 * size), (x + 13 * size, foot - 78 * size), (x + 17 * size, foot - 30 * size)], coat)
        scene.ellipse(x, foot - 89 * size, 9 * size, 11 * size, "#a87c5e")
    for bird in ((180, 120), (230, 96), (1010, 150)):
        scene.line([(bird[0] - 11, bird[1] - 5), bird, (bird[0] + 11, bird[1] - 5)], "#43505c", 2.4)
    scene.grain(2)
    return scene


def port_fire():
    scene = Scene(CARD, 151)
    scene.gradient([(0, "#0f1524"), (0.6, "#33283a"), (1, "#7a3b2a")], 0, 520)
    scene.stars(200, 260)
    scene.glow(720, 470, 560, "#ff8a3a", 0.85)
    scene.clouds("#16141c", 20, 460, (2, 3), 0.62, 0.95)
    scene.clouds("#8a4a34", 180, 500, (3, 4), 0.5, 0.6)

    def crane(x, foot, size):
        shade = "#11131c"
        for shift in (-40, 40):
            scene.line([(x + shift * size, foot), (x + shift * 0.5 * size, foot - 190 * size)], shade, 9 * size)
        scene.line([(x - 40 * size, foot - 90 * size), (x + 40 * size, foot - 90 * size)], shade, 7 * size)
        scene.line([(x - 110 * size, foot - 190 * size), (x + 200 * size, foot - 210 * size)], shade, 10 * size)
        scene.line([(x, foot - 190 * size), (x - 6 * size, foot - 280 * size), (x + 190 * size, foot - 210 * size)], shade, 5 * size)
        scene.line([(x - 6 * size, foot - 280 * size), (x - 100 * size, foot - 190 * size)], shade, 4 * size)
        scene.line([(x + 140 * size, foot - 206 * size), (x + 140 * size, foot - 120 * size)], shade, 2)

    crane(190, 520, 1.15)
    crane(1040, 520, 0.95)
    scene.box(500, 400, 420, 122, "#1a1418")
    scene.polygon([(490, 402), (605, 350), (605, 402)], "#1a1418")
    scene.polygon([(605, 402), (710, 350), (710, 402)], "#1a1418")
    scene.polygon([(815, 402), (930, 350), (930, 402)], "#1a1418")

    def flame(x, foot, height, width, shade):
        points = []
        for side in (-1, 1):
            for step in range(13):
                part = step / 12 if side < 0 else 1 - step / 12
                half = width * (1 - part) ** 0.7 * (0.65 + 0.35 * math.sin(part * 7 + x))
                points.append((x + side * half + math.sin(part * 5 + x * 0.3) * width * 0.35 * part, foot - height * part))
        scene.polygon(points, shade)

    for shade, grow in (("#d9431e", 1.0), ("#f58a2a", 0.72), ("#ffd15c", 0.44), ("#fff3c4", 0.22)):
        for index in range(12):
            x = 520 + index * 35
            flame(x, 520, (90 + 90 * math.sin(index * 1.7) ** 2 + 90 * math.sin(index * 0.6) ** 2) * grow, 26 * (grow * 0.6 + 0.4), shade)
    scene.blur(1.2, (440, 180, 1000, 522))
    for window in range(9):
        scene.box(516 + window * 45, 440, 26, 50, "#ffb347" if window % 4 else "#1a1418")
    scene.box(0, 512, 1200, 14, "#0d0e14")
    for index, shade in enumerate(["#3d2a2c", "#243040", "#3a3324", "#2c2c38"]):
        scene.box(250 + index * 58, 470 - (index % 2) * 34, 54, 42 + (index % 2) * 34, shade)
    scene.water([(0, "#b3582e"), (0.2, "#5c2f2c"), (0.6, "#1f1c28"), (1, "#0c111c")], 524, 800, "#ffb066", 0.5)
    band = scene.noise(scene.width * SCALE, 276 * SCALE, 6, 60, 3)
    columns = np.exp(-(((np.arange(scene.width * SCALE) - 710 * SCALE) / (190 * SCALE)) ** 2))[None, :]
    scene.veil("#ffc26a", np.clip(band - 0.38, 0, 1) * columns * np.linspace(1.5, 0.1, 276 * SCALE)[:, None], 524)
    # The fireboat.
    x, y = 250, 620
    scene.polygon([(x - 90, y), (x + 130, y), (x + 108, y + 40), (x - 70, y + 40)], "#7a1f1c")
    scene.box(x - 50, y - 40, 90, 42, "#d9d2c4", 4)
    for window in range(4):
        scene.box(x - 42 + window * 21, y - 32, 14, 14, "#ffd98a")
    scene.line([(x + 70, y), (x + 84, y - 30)], "#d9d2c4", 8)
    arc = [(x + 84 + 330 * t, y - 30 - 480 * t + 400 * t * t) for t in np.linspace(0, 1, 30)]
    for width, shade in ((13, "#cfe3ee30"), (7, "#dfeef580"), (3, "#ffffffc0")):
        scene.line(arc, shade, width)
    scene.ellipse(x - 4, y - 48, 6, 6, "#5a8cff")
    scene.glow(x - 4, y - 48, 60, "#5a8cff", 0.7)
    for _ in range(160):
        px, py = 700 + scene.random.normal(0, 150), 420 - abs(scene.random.normal(0, 130))
        scene.ellipse(px, py, 1.6, 1.6, "#ffc26ad0")
    scene.grain(2)
    return scene


def cable_ship():
    scene = Scene(CARD, 161)
    scene.gradient([(0, "#3f5468"), (0.7, "#8fa1ad"), (1, "#c6cbc8")], 0, 450)
    scene.clouds("#dfe4e6", 0, 420, (2, 6), 0.6, 0.8)
    scene.clouds("#2f3f50", 0, 260, (2, 5), 0.45, 0.6)
    scene.water([(0, "#7f929b"), (0.15, "#4d6775"), (1, "#142e40")], 448, 800, "#e6eef0", 0.55)
    x, y = 250, 470
    scene.polygon([(x - 30, y + 92), (x + 740, y + 92), (x + 780, y + 112), (x - 60, y + 112)], "#0c1e2c77")
    scene.polygon([(x - 60, y - 20), (x + 60, y - 6), (x + 640, y - 6), (x + 770, y - 44), (x + 700, y + 96), (x - 10, y + 96)], "#1d3f5e")
    scene.polygon([(x - 26, y + 60), (x + 722, y + 60), (x + 700, y + 96), (x - 10, y + 96)], "#8f2f22")
    scene.line([(x - 58, y - 18), (x + 60, y - 4), (x + 640, y - 4), (x + 768, y - 42)], "#f2efe6", 5)
    scene.box(x + 430, y - 120, 190, 116, "#f2efe6", 4)
    scene.box(x + 450, y - 176, 150, 60, "#e6e2d6", 4)
    scene.box(x + 436, y - 206, 176, 36, "#f6f3ea", 6)
    for window in range(9):
        scene.box(x + 444 + window * 18, y - 198, 13, 16, "#26343f", 2)
    for row in range(2):
        for window in range(6):
            scene.ellipse(x + 456 + window * 27, y - 88 + row * 40, 7, 7, "#31475a")
    scene.line([(x + 524, y - 206), (x + 524, y - 290)], "#e6e2d6", 5)
    scene.line([(x + 500, y - 262), (x + 548, y - 262)], "#e6e2d6", 4)
    scene.box(x + 380, y - 150, 40, 146, "#c9962f", 4)
    scene.box(x + 380, y - 150, 40, 18, "#26343f", 4)
    for drum in range(3):
        across = x + 110 + drum * 96
        scene.ellipse(across, y - 40, 40, 36, "#3a4148")
        for turn in range(5):
            scene.ring(across, y - 40, 36 - turn * 6, 32 - turn * 6, "#d98a2c" if turn % 2 == 0 else "#a3641c", 4)
        scene.ellipse(across, y - 40, 7, 7, "#e6e2d6")
    scene.line([(x + 50, y - 6), (x - 30, y - 130), (x - 84, y - 120)], "#c9962f", 12)
    scene.line([(x + 10, y - 6), (x - 30, y - 130)], "#c9962f", 8)
    scene.ellipse(x - 84, y - 110, 20, 20, "#3a4148")
    scene.ellipse(x - 84, y - 110, 8, 8, "#e6e2d6")
    scene.line([(x + 110, y - 76), (x - 10, y - 112), (x - 84, y - 130), (x - 104, y - 108), (x - 112, y + 40), (x - 150, y + 160)], "#111820", 5)
    for float_ in range(5):
        across, down = x - 170 - float_ * 22, y + 176 + float_ * 26
        scene.ellipse(across, down + 5, 17 + float_ * 2, 6, "#0c1e2c66")
        scene.ellipse(across, down, 14 + float_ * 2, 11 + float_ * 1.5, "#e0672c")
    for person, coat in ((x + 20, "#e0a52c"), (x + 300, "#e0a52c"), (x + 330, "#b3282d")):
        scene.box(person - 6, y - 34, 12, 26, coat, 3)
        scene.ellipse(person, y - 40, 6, 6, "#f2efe6")
    for wave in range(40):
        scene.ellipse(x + 690 + wave * 5, y + 96 + scene.random.normal(0, 5), 13, 3.5, "#ffffff90")
    scene.grain(2)
    return scene


def classroom():
    scene = Scene(CARD, 171)
    scene.gradient([(0, "#efe4cb"), (1, "#d9c39a")], 0, 560)
    for x in (40, 230):
        scene.box(x, 70, 160, 270, "#bcd7e6", 4)
        scene.box(x, 240, 160, 100, "#a9c79a")
        for line in ((x + 80, 70, x + 80, 340), (x, 200, x + 160, 200)):
            scene.line([line[:2], line[2:]], "#f7f2e6", 9)
        scene.line([(x - 6, 70), (x + 166, 70), (x + 166, 344), (x - 6, 344), (x - 6, 70)], "#f7f2e6", 12)
    scene.box(450, 60, 610, 320, "#8a5f3a", 6)
    scene.box(466, 76, 578, 288, "#2f4a40", 3)
    field = scene.noise(578 * SCALE, 288 * SCALE, 4, 5)
    layer = Image.new("RGB", (578 * SCALE, 288 * SCALE), colour("#7d9a8c"))
    scene.image.paste(layer, (466 * SCALE, 76 * SCALE), Image.fromarray((np.clip(field - 0.45, 0, 1) * 90).astype(np.uint8)))
    chalk = "#f1efe3e0"
    scene.line([(520, 300), (520, 120), (520, 300), (760, 300)], chalk, 3)
    scene.line([(520 + t * 7, 290 - 150 * (1 - math.exp(-t / 9))) for t in range(33)], "#f2c96ce0", 4)
    scene.polygon([(830, 300), (980, 300), (830, 170)], "#f1efe322")
    scene.line([(830, 300), (980, 300), (830, 170), (830, 300)], chalk, 3)
    scene.line([(830, 284), (846, 284), (846, 300)], chalk, 2)
    for row, length in enumerate((150, 110, 170)):
        scene.line([(560, 106 + row * 20), (560 + length * 0.8, 106 + row * 20)], "#f1efe380", 4)
    scene.box(466, 364, 578, 12, "#a9794c")
    for x in (520, 548, 960):
        scene.box(x, 358, 20, 6, "#fbf7ec")
    scene.ring(1126, 120, 42, 42, "#5c4a38", 6)
    scene.ellipse(1126, 120, 39, 39, "#fbf7ec")
    scene.line([(1126, 120), (1126, 92)], "#2b2622", 4)
    scene.line([(1126, 120), (1146, 130)], "#2b2622", 4)
    scene.gradient([(0, "#b98a5c"), (1, "#7d5634")], 470, 800)
    field = scene.noise(scene.width * SCALE, 330 * SCALE, 4, 60, 3)
    scene.veil("#5b3a20", np.clip(field - 0.52, 0, 1) * 0.8, 470)
    scene.polygon([(40, 800), (330, 470), (520, 470), (420, 800)], "#fff0c838")
    scene.polygon([(470, 800), (560, 470), (700, 470), (760, 800)], "#fff0c828")
    for row, (y, size) in enumerate(((520, 0.62), (600, 0.84), (710, 1.12))):
        for column in range(5):
            x = 600 + (column - 2) * 250 * size
            scene.ellipse(x, y + 92 * size, 92 * size, 9 * size, "#3d26144d")
            for leg in (-70, 66):
                scene.line([(x + leg * size, y), (x + leg * 1.1 * size, y + 92 * size)], "#4a5058", 7 * size)
            scene.polygon([(x - 84 * size, y - 8 * size), (x + 84 * size, y - 8 * size), (x + 96 * size, y + 14 * size), (x - 96 * size, y + 14 * size)], "#d8ac72")
            scene.box(x - 96 * size, y + 13 * size, 192 * size, 10 * size, "#a9794c")
            scene.box(x - 34 * size, y + 30 * size, 68 * size, 10 * size, "#3f6b66", 3)
            scene.line([(x - 26 * size, y + 40 * size), (x - 30 * size, y + 98 * size)], "#4a5058", 5 * size)
            scene.line([(x + 26 * size, y + 40 * size), (x + 30 * size, y + 98 * size)], "#4a5058", 5 * size)
            # Chairs stand on some of the tables: nobody has been here for a while.
            if (row + column) % 3 == 0:
                scene.polygon([(x - 40 * size, y - 8 * size), (x - 34 * size, y - 70 * size), (x + 34 * size, y - 70 * size), (x + 40 * size, y - 8 * size), (x + 32 * size, y - 8 * size), (x + 28 * size, y - 58 * size), (x - 28 * size, y - 58 * size), (x - 32 * size, y - 8 * size)], "#4a5058")
                scene.box(x - 38 * size, y - 26 * size, 76 * size, 12 * size, "#b3402d", 3)
            elif (row + column) % 3 == 1:
                scene.polygon([(x - 30 * size, y + 2 * size), (x - 24 * size, y - 6 * size), (x + 20 * size, y - 6 * size), (x + 26 * size, y + 2 * size)], "#fbf7ec")
    scene.glow(200, 200, 620, "#fff2cc", 0.3)
    scene.grain(2)
    return scene


def terminal():
    scene = Scene(CARD, 181)
    scene.gradient([(0, "#23303a"), (1, "#10181e")])
    scene.glow(600, 330, 760, "#3f6b7a", 0.5)
    scene.gradient([(0, "#4b3a2c"), (1, "#2a1f17")], 660, 800)
    field = scene.noise(scene.width * SCALE, 140 * SCALE, 3, 34, 4)
    scene.veil("#1a120c", np.clip(field - 0.5, 0, 1) * 0.9, 660)
    scene.polygon([(510, 600), (690, 600), (720, 690), (480, 690)], "#39424a")
    scene.ellipse(600, 694, 160, 16, "#2c343b")
    scene.box(150, 70, 900, 540, "#0d1216", 16)
    scene.box(168, 88, 864, 504, "#161d23", 6)
    inks = {"k": "#e0795a", "n": "#e6e2d6", "t": "#7fb8d6", "s": "#9cc27a", "c": "#6d7a84", "o": "#d9a441"}
    lines = ["k7 n9 t6", "", "k3 t8 o2 n6", "  k3 n5 o2 n9 c1 s7", "  k2 k3 t4 o1 n4 n8", "    k6 n4", "  n1", "  n3 n5 n6 t6 n3", "n1", "", "c24", "k2 n8 t10 o1", "  k5 n6", "    t6 n8 o2 n7", "    t6 n3 o2 s9", "  n1", "n1"]
    for row, line in enumerate(lines):
        x = 216 + (len(line) - len(line.lstrip())) * 12
        scene.line([(184, 120 + row * 27), (196, 120 + row * 27)], "#39444d", 5)
        for word in line.split():
            length = int(word[1:]) * 11
            scene.box(x, 115 + row * 27, length, 11, inks[word[0]], 4)
            x += length + 14
    # The loan graph: who has lent what to whom, and where a loan ends.
    places = [(720, 160), (850, 140), (960, 210), (800, 250), (930, 320), (730, 350), (840, 420), (960, 460), (700, 490)]
    for a, b, alive in ((0, 1, 1), (1, 2, 1), (0, 3, 1), (3, 4, 0), (3, 5, 1), (5, 6, 1), (4, 7, 0), (6, 7, 1), (5, 8, 0)):
        scene.line([places[a], places[b]], "#e0795a" if alive else "#44515b", 4 if alive else 2)
    for index, (x, y) in enumerate(places):
        ended = index in (4, 8)
        scene.ellipse(x, y, 19, 19, "#161d23")
        scene.ellipse(x, y, 16, 16, "#44515b" if ended else ["#e6e2d6", "#7fb8d6", "#d9a441"][index % 3])
    scene.box(250, 700, 560, 62, "#1c2329", 10)
    for row in range(3):
        for key in range(17):
            scene.box(262 + key * 32, 708 + row * 17, 27, 13, "#2f3a43" if (key + row) % 9 else "#b3402d", 3)
    scene.box(930, 650, 74, 92, "#d8cdb8", 10)
    scene.ring(1012, 694, 18, 24, "#d8cdb8", 9)
    scene.ellipse(967, 652, 37, 9, "#3a2618")
    for steam in range(3):
        x = 948 + steam * 20
        scene.line([(x, 632), (x + 7, 612), (x - 3, 592), (x + 6, 570)], "#ffffff22", 5)
    scene.glow(600, 640, 460, "#5f8a9a", 0.18)
    scene.grain(2)
    return scene


def tanker():
    scene = Scene(CARD, 191)
    scene.gradient([(0, "#556d92"), (0.5, "#c9a9a4"), (0.85, "#f3cf9c"), (1, "#f7dfb0")], 0, 440)
    scene.clouds("#f9e3cf", 20, 330, (2, 7), 0.5, 0.7)
    scene.glow(330, 425, 420, "#ffe3a6", 0.75)
    scene.ellipse(330, 424, 34, 34, "#fff4d2")
    scene.ridge(440, 70, 3, "#8d8790", 4, 452)
    scene.ridge(446, 34, 5, "#6d6c7a", 5, 454)
    scene.water([(0, "#eac893"), (0.12, "#b59a8a"), (0.45, "#5f7186"), (1, "#263c54")], 442, 800, "#fff0d4", 0.5)
    scene.polygon([(720, 566), (1210, 590), (1210, 628), (650, 600)], "#c9b184")
    scene.polygon([(760, 572), (1210, 594), (1210, 606), (740, 586)], "#dcc79a")
    x, y = 300, 500
    scene.polygon([(x - 20, y + 72), (x + 700, y + 72), (x + 740, y + 92), (x - 60, y + 92)], "#1a2a3a77")
    scene.polygon([(x - 50, y - 30), (x + 40, y - 12), (x + 690, y - 12), (x + 760, y - 40), (x + 716, y + 76), (x - 20, y + 76)], "#2b2f38")
    scene.polygon([(x - 34, y + 36), (x + 731, y + 36), (x + 716, y + 76), (x - 20, y + 76)], "#93352a")
    scene.line([(x - 48, y - 28), (x + 40, y - 11), (x + 690, y - 11), (x + 758, y - 38)], "#d8d2c4", 3)
    scene.box(x + 10, y - 118, 130, 108, "#efe9dc", 3)
    scene.box(x - 4, y - 148, 158, 34, "#f7f2e6", 4)
    for window in range(8):
        scene.box(x + 4 + window * 18, y - 140, 13, 14, "#2b3a48", 2)
    for row in range(3):
        for window in range(5):
            scene.ellipse(x + 30 + window * 22, y - 98 + row * 28, 5, 5, "#44525f")
    scene.box(x + 36, y - 196, 44, 50, "#c9622c", 3)
    scene.box(x + 36, y - 196, 44, 12, "#2b2f38")
    scene.line([(x + 110, y - 148), (x + 110, y - 216)], "#efe9dc", 4)
    for pipe in range(3):
        scene.line([(x + 160, y - 20 - pipe * 7), (x + 680, y - 20 - pipe * 7)], "#a9623c", 3)
    for post in range(7):
        scene.line([(x + 190 + post * 76, y - 12), (x + 190 + post * 76, y - 58)], "#d8d2c4", 4)
    scene.line([(x + 400, y - 12), (x + 400, y - 120), (x + 470, y - 84)], "#d8d2c4", 6)

    def tug(tx, ty, size, facing):
        scene.line([(tx - facing * 40 * size, ty - 16 * size), (x + (690 if tx > 700 else 0), y - 4)], "#1d2229", 2)
        scene.polygon([(tx - 70 * size, ty - 14 * size), (tx + 70 * size, ty - 14 * size), (tx + 54 * size, ty + 24 * size), (tx - 54 * size, ty + 24 * size)], "#1f3f63")
        scene.line([(tx - 70 * size, ty - 13 * size), (tx + 70 * size, ty - 13 * size)], "#e9b54a", 5 * size)
        scene.box(tx - 22 * size, ty - 58 * size, 46 * size, 44 * size, "#f3eee2", 3)
        scene.box(tx - 16 * size, ty - 52 * size, 34 * size, 14 * size, "#2b3a48", 2)
        scene.box(tx - facing * 44 * size - 8 * size, ty - 52 * size, 16 * size, 38 * size, "#b3402d", 2)
        for _ in range(24):
            scene.ellipse(tx - facing * (70 + abs(scene.random.normal(0, 40))) * size, ty + 20 * size + scene.random.normal(0, 4), 11 * size, 3.4 * size, "#ffffff80")

    tug(150, 640, 1.0, -1)
    tug(110, 560, 0.7, -1)
    tug(1090, 690, 1.15, 1)
    for gull in ((620, 210), (690, 180), (760, 230), (560, 260)):
        scene.line([(gull[0] - 14, gull[1] - 6), gull, (gull[0] + 14, gull[1] - 7)], "#5a5560", 2.5)
    scene.grain(2)
    return scene


PICTURES = {
    "ballots": ballots,
    "bank": bank,
    "cable-ship": cable_ship,
    "chess": chess,
    "classroom": classroom,
    "ferry": ferry,
    "harmonica": harmonica,
    "library": library,
    "mountains": mountains,
    "observatory": observatory,
    "port-fire": port_fire,
    "reef": reef,
    "river": river,
    "snow-pass": snow_pass,
    "tanker": tanker,
    "terminal": terminal,
    "tram": tram,
    "turbines": turbines,
    "vaccine-lab": vaccine_lab,
    "velodrome": velodrome,
}


def main():
    for name in sys.argv[1:] or PICTURES:
        PICTURES[name]().save(name)
        print(f"{name}.jpg {(FOLDER / f'{name}.jpg').stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
