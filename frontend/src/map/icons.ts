// Marks for the map, drawn by the browser: no sprite file. The same shapes as on the rest of the screen.
import { ACTION_LOOK, isStatusGroup, type ActionName } from "../theme/status";
import type { Palette } from "./palette";

const SIZE = 36;
const SCALE = 2;
type Pen = OffscreenCanvasRenderingContext2D;

function draw(size: number, paint: (pen: Pen, size: number) => void): ImageData {
  const canvas = new OffscreenCanvas(size * SCALE, size * SCALE);
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("This browser can't draw the map's marks.");
  pen.scale(SCALE, SCALE);
  paint(pen, size);
  return pen.getImageData(0, 0, size * SCALE, size * SCALE);
}

function polygon(pen: Pen, points: readonly (readonly [number, number])[]): void {
  pen.beginPath();
  points.forEach(([x, y], n) => (n === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)));
  pen.closePath();
}

function outline(pen: Pen, action: ActionName, size: number): void {
  const m = size / 2;
  const r = size * 0.33;
  switch (ACTION_LOOK[action].shape) {
    case "octagon": {
      const corners = Array.from({ length: 8 }, (_, n): [number, number] => {
        const angle = Math.PI / 8 + (n * Math.PI) / 4;
        return [m + r * Math.cos(angle), m + r * Math.sin(angle)];
      });
      polygon(pen, corners);
      return;
    }
    case "shield":
      pen.beginPath();
      pen.moveTo(m, m - r * 1.05);
      pen.lineTo(m + r * 0.95, m - r * 0.68);
      pen.lineTo(m + r * 0.95, m + r * 0.08);
      pen.quadraticCurveTo(m + r * 0.88, m + r * 0.76, m, m + r * 1.1);
      pen.quadraticCurveTo(m - r * 0.88, m + r * 0.76, m - r * 0.95, m + r * 0.08);
      pen.lineTo(m - r * 0.95, m - r * 0.68);
      {
        pen.closePath();
        return;
      }
    case "square":
      pen.beginPath();
      {
        pen.roundRect(m - r, m - r, 2 * r, 2 * r, 3);
        return;
      }
    case "arrow": {
      polygon(pen, [
        [m - r * 1.1, m - r * 0.8],
        [m + r * 0.25, m - r * 0.8],
        [m + r * 1.15, m],
        [m + r * 0.25, m + r * 0.8],
        [m - r * 1.1, m + r * 0.8],
      ]);
      return;
    }
    case "house": {
      polygon(pen, [
        [m, m - r * 1.1],
        [m + r * 1.1, m - r * 0.15],
        [m + r * 0.85, m - r * 0.15],
        [m + r * 0.85, m + r * 0.9],
        [m - r * 0.85, m + r * 0.9],
        [m - r * 0.85, m - r * 0.15],
        [m - r * 1.1, m - r * 0.15],
      ]);
      return;
    }
  }
}

function actionMark(action: ActionName, colours: Palette, drill: boolean): ImageData {
  return draw(SIZE, (pen, size) => {
    const colour = colours.actions[action];
    outline(pen, action, size);
    if (drill) {
      // A drill is never filled: from across the room it must not pass for the thing itself.
      pen.fillStyle = colours.ground;
      pen.fill();
      pen.setLineDash([3, 2]);
      pen.lineWidth = 2;
      pen.strokeStyle = colours.drill;
      pen.stroke();
    } else {
      pen.shadowColor = colour;
      pen.shadowBlur = colours.night ? (action === "LOCKDOWN" ? 12 : 6) : 0;
      pen.fillStyle = colour;
      pen.fill();
      pen.shadowBlur = 0;
      pen.lineWidth = 1.5;
      pen.strokeStyle = colours.halo;
      pen.stroke();
    }
    const { letter, shape } = ACTION_LOOK[action];
    pen.fillStyle = drill ? colours.drill : colours.ink;
    pen.font = `700 ${letter.length > 1 ? 9.5 : 12}px "IBM Plex Sans Variable", sans-serif`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(letter, size / 2 - (shape === "arrow" ? 2 : 0), size / 2 + (shape === "house" ? 2.5 : 1));
  });
}

function siteMark(colours: Palette): ImageData {
  return draw(16, (pen, size) => {
    pen.beginPath();
    pen.arc(size / 2, size / 2, 4.2, 0, 2 * Math.PI);
    pen.fillStyle = colours.ground;
    pen.fill();
    pen.lineWidth = 1.7;
    pen.strokeStyle = colours.site;
    pen.stroke();
  });
}

function unitMark(kind: string, colour: string, hollow: boolean, colours: Palette): ImageData {
  return draw(28, (pen, size) => {
    const m = size / 2;
    if (kind === "unit") {
      polygon(pen, [
        [m, m - 9],
        [m + 6.5, m + 7],
        [m, m + 3.4],
        [m - 6.5, m + 7],
      ]);
    } else if (kind === "still") {
      pen.beginPath();
      pen.arc(m, m, 5.5, 0, 2 * Math.PI);
    } else {
      // Not reported by the unit itself: a small diamond, where it belongs.
      polygon(pen, [
        [m, m - 5.5],
        [m + 5.5, m],
        [m, m + 5.5],
        [m - 5.5, m],
      ]);
    }
    pen.lineJoin = "round";
    pen.lineWidth = 4;
    pen.strokeStyle = colours.halo;
    pen.stroke();
    pen.fillStyle = hollow ? colours.ground : colour;
    pen.fill();
    pen.lineWidth = 1.8;
    pen.strokeStyle = colour;
    pen.stroke();
  });
}

const HOLLOW = new Set(["AVL", "OOS", "BSY"]);

/** The mark with this name; null: there is none. */
export function markNamed(name: string, colours: Palette): { image: ImageData; pixelRatio: number } | null {
  const [kind = "", what = ""] = name.split("-");
  if (kind === "site") return { image: siteMark(colours), pixelRatio: SCALE };
  if ((kind === "srp" || kind === "drill") && what in ACTION_LOOK) {
    return { image: actionMark(what as ActionName, colours, kind === "drill"), pixelRatio: SCALE };
  }
  if ((kind === "unit" || kind === "still" || kind === "post") && isStatusGroup(what)) {
    return { image: unitMark(kind, colours.statuses[what], HOLLOW.has(what), colours), pixelRatio: SCALE };
  }
  return null;
}
